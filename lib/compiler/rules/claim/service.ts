/** Claims about Services and what reaches them. */
import type { Claim } from "./claim.ts";

export const SERVICE_CLAIMS: readonly Claim[] = [
  {
    id: "X03",
    keys: ["clusterip", "cluster ip", "クラスターip", "クラスタip"],
    readings: [
      {
        says: [
          /Cluster ?IP|クラスター?IP/i,
          /\b(?:outside|external(?:ly)?|internet|anywhere|publicly|laptop|browser|own machine|other networks?)\b|外部|外から|クラスター?外|インターネット|手元/i,
          /\b(?:reach\w*|access\w*|connect\w*|call\w*|hit|visible|expos\w*|open|curl|talk|contact)\b|到達|アクセス|接続|届|つなが|繋が|公開|叩|見え/i,
        ],
        unless: [
          /\b(?:inside|within|internal(?:ly)?|NodePort|LoadBalancer|Ingress|Gateway|port-forward|proxy)\b|内部|クラスター?内|ポートフォワード|プロキシ/i,
        ],
      },
    ],
    replaces: true,
    question: { en: "From where is a ClusterIP reachable?", ja: "ClusterIPへはどこから届く？" },
    now: { en: "Only from inside the cluster.", ja: "クラスターの内側からだけ。" },
    domains: ["CKA-NET"],
  },
  {
    id: "X06",
    keys: ["selector", "セレクタ"],
    readings: [
      {
        says: [
          /selector|セレクター?/i,
          /\bpods?['’]?s? names?\b|\bnames? of (?:the |a |its |one )?pods?\b|Pod(?:の)?(?:名前|名)(?!空間)/i,
        ],
        unless: [/labels?|ラベル/i],
      },
    ],
    replaces: true,
    question: {
      en: "What does `app` under a Service's spec.selector name?",
      ja: "Serviceのspec.selectorの下の `app` は何を指す？",
    },
    now: {
      en: "A label of Pods: all Pods with that label are chosen, whatever their names.",
      ja: "Podのラベル。名前に関係なく、そのラベルを持つPodが選ばれる。",
    },
    domains: ["CKAD-NET"],
  },
  {
    id: "X24",
    keys: ["externalip", "external ip", "external-ip"],
    readings: [
      {
        says: [
          /\bspec\.externalIPs\b|\bexternalIPs\b|\bExternalIP\b(?! ?(?:column|欄|列))|\bExternal[- ]IPs? ?(?:type )?(?:Services?|サービス)/,
        ],
        unless: [/deprecat\w*|1\.36|非推奨|node address/i],
        denies: "either",
      },
    ],
    replaces: false,
    question: {
      en: "What is the status of a Service's spec.externalIPs?",
      ja: "Serviceのspec.externalIPsの扱いは？",
    },
    now: { en: "Deprecated since 1.36.", ja: "1.36から非推奨。" },
    domains: ["CKA-NET"],
  },
  {
    id: "X36",
    keys: [
      "固定",
      "fixed",
      "static",
      "permanent",
      "stable",
      "never change",
      "same ip",
      "same address",
      "不変",
      "変わらない",
      "superset",
      "スーパーセット",
      "nodeport",
    ],
    readings: [
      {
        says: [
          /\b(?:fixed|static|permanent|constant|stable|unchanging|never chang\w*|always the same|same)\b|固定|静的|不変|恒久|変わらない|ずっと同じ/i,
          /\bIPs?\b|\baddress(?:es)?\b|アドレス/i,
        ],
        about: [/load ?balancer|ロードバランサ/i],
        unless: [
          /\b(?:not (?:guaranteed|necessarily|always|fixed|promised)|no guarantee|may|might|can|provider|loadBalancerIP|reserve\w*|ClusterIP|cluster IP|request\w*)\b|保証|限らない|変わりうる|変わる|プロバイダ|ではない/i,
        ],
        denies: "either",
      },
      {
        says: [
          /\b(?:superset|extends?|extension|includes?|contains?|on top of|builds? on|always|every)\b|スーパーセット|上位|拡張|含|包含|必ず|常に/i,
          /Node ?Ports?/i,
        ],
        about: [/load ?balancer|ロードバランサ/i],
        unless: [
          /allocateLoadBalancerNodePorts|switch\w* off|turn\w* off|disabl\w*|optional|by default|既定|デフォルト|無効|ClusterIP/i,
        ],
      },
    ],
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
    keys: ["port"],
    readings: [
      {
        says: [
          /\bports?\[?\]?\.port\b|`port`|\bport field\b|\bfield port\b|\bspec\.ports\.port\b|portフィールド|\bport(?=は|が|には|：)/i,
          /\b(?:external(?:ly)?|outside|externalIP|node['’]?s?|nodes|host)\b|外部|ExternalIP|ノード(?:の|で|に)|外から|外側|ホスト/i,
        ],
        about: [/NodePort|ノードポート/i],
        unless: [
          /Cluster ?IP|クラスター?IP|\bnodePort (?:is|opens|field)|targetPort|\bnodePort\b.{0,20}(?:field|フィールド|は)|service['’]s own|inside|クラスター?内/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "Which port is ports[].port of a NodePort Service?",
      ja: "NodePort Serviceのports[].portはどのポート？",
    },
    now: { en: "The port of the ClusterIP.", ja: "ClusterIPのポート。" },
    domains: ["CKA-NET"],
  },
];
