/** Claims about the cluster network, Ingress, DNS and policies. */
import type { Claim } from "./claim.ts";

export const NETWORK_CLAIMS: readonly Claim[] = [
  {
    id: "X23",
    keys: ["ingress"],
    readings: [
      {
        says: [
          /\bIngress(?:es)?\b/i,
          /\b(?:towards?|until|before|becom\w+|planned for|heading (?:for|to)|waiting for|soon|not yet)\b.{0,20}\b(?:GA|stable|general availability)\b|\b(?:beta|alpha)\b|extensions\/v1beta1|networking\.k8s\.io\/v1beta1|ベータ|アルファ|GA(?:に|へ)?(?:向け|なる予定|前)|まだ.{0,12}(?:GA|安定|正式)|v1beta1/i,
        ],
        unless: [/removed|1\.22|no longer|1\.19|廃止|削除|以前|\bwas\b|\bwere\b|Gateway API/i],
        denies: "either",
      },
    ],
    replaces: true,
    question: {
      en: "Which API version has Ingress, and what succeeds it?",
      ja: "IngressのAPIバージョンと、その後継は？",
    },
    now: {
      en: "networking.k8s.io/v1 since 1.19; the Gateway API is the successor, and ingress-nginx was retired in 2026.",
      ja: "1.19からnetworking.k8s.io/v1。後継はGateway APIで、ingress-nginxは2026年に引退した。",
    },
    domains: ["CKA-NET"],
  },
  {
    id: "X25",
    keys: ["endpoints", "エンドポイントオブジェクト"],
    readings: [
      {
        says: [
          /\bEndpoints\b ?(?:object|resource|API\b|オブジェクト|リソース|を|が|に)|エンドポイントオブジェクト|kube-proxy.{0,60}\bEndpoints\b|\bEndpoints\b.{0,60}kube-proxy/,
        ],
        unless: [
          /EndpointSlices?|\b(?:ready|healthy|API|http|metrics) endpoints|deprecat|legacy|1\.33|非推奨|互換/i,
        ],
      },
    ],
    replaces: false,
    question: {
      en: "Which object does kube-proxy read to find the Pods of a Service?",
      ja: "kube-proxyがServiceのPodを知るために読むオブジェクトは？",
    },
    now: {
      en: "EndpointSlice; Endpoints is deprecated since 1.33 and kept for compatibility.",
      ja: "EndpointSlice。Endpointsは1.33から非推奨で、互換のために残る。",
    },
    domains: ["CKA-NET"],
  },
  {
    id: "X26",
    keys: ["topology", "トポロジ"],
    readings: [
      {
        says: [
          /topology[- ](?:aware|mode)|topology-mode|topology aware|トポロジ/i,
          /\bauto\b|\bannotat\w+|アノテーション|注釈/i,
        ],
        about: [/\bservices?\b|topology-mode|hints?|サービス|zone|ゾーン/i],
        unless: [/trafficDistribution|PreferSame|superseded|replaced|older|後継|代わり/i],
      },
    ],
    replaces: false,
    question: {
      en: "How does a Service keep traffic in the client's zone today?",
      ja: "Serviceの通信を同じゾーンに留める今日の方法は？",
    },
    now: {
      en: "trafficDistribution: PreferSameZone or PreferSameNode, stable since 1.35.",
      ja: "trafficDistributionのPreferSameZoneかPreferSameNode（1.35で安定版）。",
    },
    domains: ["CKA-NET"],
  },
  {
    id: "X33",
    keys: ["node controller", "ノードコントローラ"],
    readings: [
      {
        says: [
          /node controller|ノードコントローラー?/i,
          /endpoints? ?(?:slice )?controller|エンドポイント(?:スライス)?(?:・)?コントローラー?|\bendpoints? (?:objects?|lists?)\b|endpoints? of|Endpoints?(?:を|の)/i,
          /\b(?:part|inside|within|contain\w*|includ\w*|belongs?|lives?|runs? in|sub-?component|handles?|fills?|updates?|manages?|responsib\w*|populat\w*|built into|module)\b|含|の中|内|一部|属|担当|更新|管理|埋め/i,
        ],
        unless: [
          /\b(?:own|separate\w*|each|different|independent|distinct)\b|独立|別|それぞれ|controller[- ]manager|コントローラー?マネージャ/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "Which controller fills the endpoints of a Service?",
      ja: "Serviceのエンドポイントを埋めるコントローラーは？",
    },
    now: {
      en: "The EndpointSlice controller, a controller of its own in the controller manager.",
      ja: "コントローラーマネージャー内の独立したEndpointSliceコントローラー。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X48",
    keys: ["segment", "subnet", "セグメント", "サブネット"],
    readings: [
      {
        says: [
          /\b(?:each|every|per|all) nodes?\b|\bnodes? (?:have|has|use|uses|live|lives|sit|sits|gets?|are)\b|ノード(?:ごと|毎|間|は|に)|各ノード|それぞれのノード/i,
          /\bsegments?\b|\bsubnets?\b|セグメント|サブネット/i,
          /\b(?:own|different|separate|distinct|another|unique|dedicated)\b|異な|別|固有|専用|違う|独自|それぞれ/i,
        ],
        unless: [
          /\bCNI\b|plugin|typical\w*|usual\w*|\bmay\b|\bcan\b|flannel|calico|depends|implementation|podCIDR|often|common|プラグイン|一般的|多く|実装|場合|ことが多|よくある/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "Does the network model give each node a segment of its own?",
      ja: "Kubernetesのネットワークモデルはノードごとのセグメントを定める？",
    },
    now: {
      en: "No, that is a usual choice of the CNI plugin; the model only asks that Pods reach each other without NAT.",
      ja: "定めない。CNIプラグインのよくある選択で、モデルが求めるのはNATなしでPod同士が届くこと。",
    },
    domains: ["CKA-NET"],
  },
  {
    id: "X57",
    keys: ["networkpolicy", "network policy", "network policies", "networkpolicies", "ポリシー"],
    readings: [
      {
        says: [
          /network ?polic(?:y|ies)|ネットワークポリシー/i,
          /\b(?:block\w*|den(?:y|ies|ied)|isolat\w*|cut\w* off|drop\w*|restrict\w*|forbid\w*|stop\w*|shut\w*|reject\w*|lock\w*)\b|遮断|拒否|ブロック|隔離|制限|禁止|止ま|止め|通らなく/i,
          /\b(?:all|every|any|each)\b(?: of)?(?: the| other)? (?:pods?|traffic|communication|connections?|workloads?)|\beverything\b|\b(?:whole|entire|complete) namespace\b|全(?:て|部)?の?(?:Pod|通信|トラフィック)|すべての(?:Pod|通信|トラフィック)|(?:名前空間|Namespace|ネームスペース)(?:の)?全体|全Pod/i,
        ],
        unless: [
          /select\w*|empty|\{\}|default[- ]deny|deny-all|ingress only|選択|選ばれ|空の|対象|デフォルト拒否/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "Which Pods and directions does a NetworkPolicy restrict?",
      ja: "NetworkPolicyはどのPodのどの方向を制限する？",
    },
    now: {
      en: "Only the Pods that its podSelector selects, and only the directions in policyTypes.",
      ja: "podSelectorが選ぶPodの、policyTypesにある方向だけ。",
    },
    domains: ["CKA-NET"],
  },
  {
    id: "X58",
    keys: ["_name", "underscore", "アンダースコア", "アンダーバー", "サービス名_"],
    readings: [
      {
        says: [/\b\w+_name\.\w+_name\b|サービス名_|<service>_<namespace>/i],
        about: [/DNS|service|サービス|名前解決/i],
        unless: [/\b(?:column|table|sql)\b/i],
        denies: "either",
      },
      {
        says: [
          /underscores?|アンダースコア|アンダーバー/i,
          /\b(?:DNS|domain|host ?names?|FQDN|service names?)\b|名前解決|ドメイン|ホスト名|サービス名/i,
        ],
        unless: [/\bdots?\b|ドット|点|illegal|invalid|forbidden/i],
      },
    ],
    replaces: true,
    question: {
      en: "What is the full DNS name of a Service?",
      ja: "Serviceの完全なDNS名は？",
    },
    now: {
      en: "service.namespace.svc.cluster.local, with dots only.",
      ja: "service.namespace.svc.cluster.local。区切りは点だけ。",
    },
    domains: ["CKA-NET"],
  },
];
