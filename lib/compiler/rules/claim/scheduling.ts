/** Claims about where Pods run: taints, spreading, eviction. */
import type { Claim } from "./claim.ts";
import { AT_ONCE, CANNOT_BE_USED, CONTAINER, DELETED, EVICTED, ONLY, STABLE } from "./word.ts";

export const SCHEDULING_CLAIMS: readonly Claim[] = [
  {
    id: "X01",
    keys: ["noexecute"],
    readings: [
      {
        says: [/NoExecute/i, /\bExists\b/i, CANNOT_BE_USED],
        unless: [/\bvalues?\b|値/i, /Equal.{0,20}(?:too|also|both)/i],
        denies: "either",
      },
      {
        says: [/NoExecute/i, /\bEqual\b/i, ONLY],
        unless: [/\bvalues?\b|値/i, /\b(?:both|either|also|too|as well)\b|両方|どちら|も使/i],
      },
    ],
    replaces: true,
    question: {
      en: "Which operators may a toleration for NoExecute use?",
      ja: "NoExecuteに対するtolerationで使えるoperatorは？",
    },
    now: {
      en: "Exists and Equal both work with every effect; Exists takes no value.",
      ja: "どのeffectでもExistsとEqualの両方が使える。Existsにvalueは付けない。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X10",
    keys: ["topologyspread", "topology spread", "トポロジー分散", "トポロジ分散"],
    readings: [
      {
        says: [
          /topology ?spread|トポロジー?分散/i,
          /1\.18|\b(?:alpha|beta|experimental|preview|feature gate)\b|アルファ|ベータ|実験|プレビュー/i,
        ],
        unless: [STABLE, /1\.19|\bsince\b.*\bgraduated\b/i],
      },
    ],
    replaces: true,
    question: {
      en: "What is the status of topologySpreadConstraints?",
      ja: "topologySpreadConstraintsの安定性は？",
    },
    now: { en: "Stable since 1.19.", ja: "1.19から安定版。" },
    domains: ["CKA-WS"],
  },
  {
    id: "X18",
    keys: ["service", "サービス"],
    readings: [
      {
        says: [
          /\bservices?\b.{0,60}\b(?:first|before|ahead|beforehand|earlier|prior)\b|\b(?:first|before)\b.{0,80}\bservices?\b|(?:Service|サービス).{0,20}(?:先|前もって|あらかじめ|まず)|(?:先|まず|前もって|あらかじめ).{0,12}(?:Service|サービス)/i,
          /\b(?:spread\w*|distribut\w*|scatter\w*)\b|分散|ばらけ|散ら|均等に配置/i,
        ],
        unless: [
          /environment|env var|環境変数|topology|トポロジ|\btraffic\b|\brequests?\b|通信|リクエスト|負荷|only matters/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "What makes the scheduler spread Pods over nodes?",
      ja: "スケジューラがPodをノードへ分散させる決め手は？",
    },
    now: {
      en: "Topology spread constraints; creating the Service first only matters for its environment variables.",
      ja: "トポロジー分散制約。Serviceを先に作る意味は環境変数の注入だけ。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X31",
    keys: ["taint", "toleration", "テイント", "トレレーション"],
    readings: [
      {
        says: [
          /\btaints?\b|テイント/i,
          /\btolerations?\b|トレレーション|容認/i,
          /\bpairs?\b|\bpaired\b|\bcounterparts?\b|\bone[- ](?:for|to)[- ]one\b|\bbelong to(?:gether| each)|\bhand in hand\b|\bnever (?:one|exist|come|appear)\b|\b(?:each|every) (?:taint|toleration)\b.{0,40}\b(?:has|needs|requires|must|comes)\b|ペア|対(?:に|を|で|と|の)|セット|一対|組(?:で|に|み合)|揃/i,
        ],
        unless: [
          /independent|separate|\bpods? (?:needs?|must|has|have|without|with)\b|schedul|独立|別々|Podは|Podが|配置|スケジュール|限らない|必要はない|not need|need not/i,
        ],
        denies: "either",
      },
    ],
    replaces: true,
    question: {
      en: "Does a taint need a matching toleration, or the other way round?",
      ja: "taintとtolerationは必ず対になる？",
    },
    now: {
      en: "No, they are independent: a toleration only permits; affinity attracts.",
      ja: "独立している。tolerationは許可するだけで、引き寄せるのはaffinity。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X32",
    keys: ["noexecute"],
    readings: [
      {
        says: [/NoExecute/i, EVICTED, AT_ONCE],
        unless: [
          /tolerationSeconds|\bunless\b|\bwithout\b|\bno (?:matching |such )?tolerations?\b|ない限り|許容しない|容認しない|(?:持|耐え|tolerateし)たない|ない(?:Pod|場合|と)|もたない|猶予/i,
        ],
        denies: "never",
      },
    ],
    replaces: true,
    question: {
      en: "When does a NoExecute taint evict a running Pod?",
      ja: "NoExecuteのtaintは動いているPodをいつ退避させる？",
    },
    now: {
      en: "At once without a toleration; after tolerationSeconds with one (300 s by default for not-ready and unreachable).",
      ja: "tolerationがなければ直ちに、あればtolerationSecondsの後（not-readyとunreachableはデフォルト300秒）。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X51",
    keys: ["unknown"],
    readings: [
      {
        says: [
          /\bUnknown\b/i,
          /\b(?:5|five) ?(?:min\w*|m)\b|\b300 ?s(?:ec\w*)?\b|(?:5|五|５) ?分|300 ?秒/i,
        ],
        unless: [/\b(?:40|50)\b|\blater\b|さらに|その(?:5|300|５)|toleration/i],
      },
    ],
    replaces: true,
    question: {
      en: "After how long is a silent node Unknown, and when are its Pods evicted?",
      ja: "応答しないノードは何秒でUnknownになり、Podはいつ退避される？",
    },
    now: {
      en: "Unknown after 50 s (40 s before 1.32); its Pods are evicted 300 s later.",
      ja: "50秒（1.32より前は40秒）でUnknown、Podの退避はその300秒後。",
    },
    domains: ["CKA-TRB"],
  },
  {
    id: "X52",
    keys: ["imagemaximumgcage", "image maximum gc age"],
    readings: [
      {
        says: [/image ?Maximum ?GC ?Age/i, CONTAINER, DELETED],
        unless: [
          /unused images?|images? only|only images?|not used by|使われていない(?:イメージ)?|未使用|イメージ(?:だけ|のみ)|使用されていない/i,
        ],
      },
    ],
    replaces: true,
    question: { en: "What does imageMaximumGCAge remove?", ja: "imageMaximumGCAgeは何を消す？" },
    now: {
      en: "Unused images only, no containers.",
      ja: "使われていないイメージだけ。コンテナは消さない。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X53",
    keys: ["qos", "besteffort", "guaranteed", "burstable"],
    readings: [
      {
        says: [
          /\bevict\w*|退避|追い出|立ち退|エビクト/i,
          /\bQoS\b|BestEffort|Guaranteed|Burstable/i,
          /\b(?:order|first|reverse|sequence|then|last|sorted|ranked|by)\b|順|先に|次に|最初|最後|まず/i,
        ],
        unless: [
          /priorit\w*|\busage\b|\buses? more\b|exceed\w*|\bover (?:its|their)\b|\brequests?\b|優先度|使用量|超過|超え|要求|リクエスト/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "In which order does the kubelet evict Pods under memory pressure?",
      ja: "メモリ不足のときkubeletはPodをどの順に退避する？",
    },
    now: {
      en: "First those that use more than they request, then by priority, then by how far they exceed their request.",
      ja: "要求量を超えて使うPodから、次に優先度、次に超過の大きさの順。",
    },
    domains: ["CKA-WS"],
  },
];
