/** Claims about Services, Ingress, DNS, network policies and name spaces. */
import type { Claim } from "./claim.ts";

export const NETWORK_CLAIMS: readonly Claim[] = [
  {
    id: "X03",
    keys: ["clusterip"],
    says: [
      /ClusterIP.*(?:外部から(?:直接)?(?:アクセス|到達|接続)(?:できる|可能))/i,
      /ClusterIP.*(?:reachable|accessible) from outside/i,
    ],
    unless: /(?:not|cannot|できない|不可)/i,
    replaces: true,
    question: { en: "From where is a ClusterIP reachable?", ja: "ClusterIPへはどこから届く？" },
    now: { en: "Only from inside the cluster.", ja: "クラスターの内側からだけ。" },
    domains: ["CKA-NET"],
  },
  {
    id: "X21",
    keys: ["namespace", "名前空間"],
    says: [
      /(?:3|三|３)つの?(?:Namespace|名前空間|ネームスペース)/i,
      /(?:Namespace|名前空間)(?:は|が)(?:最初から|標準で|デフォルトで)?(?:3|三|３)つ/i,
      /three (?:initial |default |standard )?namespaces/i,
    ],
    replaces: true,
    question: {
      en: "Which Namespaces does a new cluster have?",
      ja: "新しいクラスターに最初からあるNamespaceは？",
    },
    now: {
      en: "Four: default, kube-system, kube-public and, since 1.14, kube-node-lease.",
      ja: "4つ。default、kube-system、kube-publicと、1.14からkube-node-lease。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X23",
    keys: ["ingress"],
    says: [
      /Ingress.*(?:GA(?:に|へ)?向け|ベータ|beta|extensions\/v1beta1|networking\.k8s\.io\/v1beta1)/i,
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
    id: "X24",
    keys: ["externalip"],
    says: [/External-?IPs?(?: |の)?(?:Service|サービス)|spec\.externalIPs?\b/i],
    replaces: false,
    question: {
      en: "What is the status of a Service's spec.externalIPs?",
      ja: "Serviceのspec.externalIPsの扱いは？",
    },
    now: { en: "Deprecated since 1.36.", ja: "1.36から非推奨。" },
    domains: ["CKA-NET"],
  },
  {
    id: "X25",
    keys: ["endpoints", "エンドポイントオブジェクト"],
    says: [
      /\bEndpoints\b(?: ?(?:object|オブジェクト|リソース|API|を|が|に))/,
      /エンドポイントオブジェクト/,
    ],
    unless: /EndpointSlice|ready endpoints|healthy endpoints|API endpoints/i,
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
    keys: ["topology"],
    says: [/topology(?:-aware-hints|-mode)?[^.]*\bauto\b/i],
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
    id: "X36",
    keys: ["固定", "fixed", "static", "スーパーセット", "superset"],
    says: [
      /固定の?(?:外部)?IP/,
      /(?:fixed|static) (?:external )?IP/i,
      /NodePortのスーパーセット|superset of NodePort/i,
    ],
    under: /load ?balancer|ロードバランサ/i,
    replaces: true,
    question: {
      en: "What does a Service of type LoadBalancer not promise about its address and node ports?",
      ja: "type LoadBalancerのServiceは、アドレスとNodePortについて何を約束しない？",
    },
    now: {
      en: "The external address need not be fixed, and node ports can be switched off (allocateLoadBalancerNodePorts: false).",
      ja: "外部アドレスは固定とは限らず、NodePortの割り当ても止められる（allocateLoadBalancerNodePorts: false）。",
    },
    domains: ["CKA-NET"],
  },
  {
    id: "X46",
    keys: ["ports"],
    says: [/ports\[?\]?\.port\b.*External-?IP/i],
    replaces: true,
    question: {
      en: "Which port is ports[].port of a NodePort Service?",
      ja: "NodePort Serviceのports[].portはどのポート？",
    },
    now: { en: "The port of the ClusterIP.", ja: "ClusterIPのポート。" },
    domains: ["CKA-NET"],
  },
  {
    id: "X47",
    keys: ["hostaliases"],
    says: [/hostAliases.*(?:上書き|overwrit|replac)/i],
    replaces: true,
    question: {
      en: "What does hostAliases do to /etc/hosts?",
      ja: "hostAliasesは/etc/hostsをどうする？",
    },
    now: { en: "It adds entries.", ja: "エントリを追加する。" },
    domains: ["CKA-NET"],
  },
  {
    id: "X48",
    keys: ["セグメント", "segment"],
    says: [
      /ノードごとに(?:異なる|別の)(?:ネットワーク)?セグメント/,
      /each node has (?:a|its own) (?:different )?(?:network )?segment/i,
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
    keys: ["networkpolicy", "network policy", "ポリシー"],
    says: [
      /(?:NetworkPolicy|ネットワークポリシー).*(?:Namespace|名前空間).*(?:全て|すべて|全)の?Pod.*(?:遮断|拒否|ブロック)/i,
      /(?:network ?policy).*(?:namespace).*(?:blocks|denies) all pods/i,
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
    keys: ["service_name", "サービス名_"],
    says: [/service_name\.namespace_name/i],
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
