/** Claims about taints, nodes, probes, termination and eviction. */
import type { Claim } from "./claim.ts";

export const SCHEDULING_CLAIMS: readonly Claim[] = [
  {
    id: "X01",
    keys: ["noexecute"],
    says: [
      /NoExecute.*Exists.*(?:使えない|使用できない|無効|指定できない|invalid|cannot|not (?:allowed|valid))/i,
      /NoExecute.*Equal.*(?:必須|のみ|でなければ|must|only|required)/i,
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
    keys: ["topologyspread", "topology spread"],
    says: [/topology ?spread ?constraints?.*(?:beta|ベータ|1\.18)/i],
    replaces: true,
    question: {
      en: "What is the status of topologySpreadConstraints?",
      ja: "topologySpreadConstraintsの安定性は？",
    },
    now: { en: "Stable since 1.19.", ja: "1.19から安定版。" },
    domains: ["CKA-WS"],
  },
  {
    id: "X12",
    keys: ["master", "マスター"],
    says: [
      /(?:kubernetes ?master|master ?nodes?|node-role\.kubernetes\.io\/master|マスター(?:ノード)?(?:が|は|の|と|→|を|に)|→ ?マスター|masterと|\bmaster\b.*(?:node|component|cluster))/i,
    ],
    unless:
      /(?:master branch|origin\/master|blob\/master|control[- ]?plane|コントロールプレーン|redis|mysql|postgres|webmaster)/i,
    replaces: false,
    question: {
      en: "What are «master» nodes called today, and which taint do they carry?",
      ja: "「マスター」ノードは今日どう呼ばれ、どのtaintを持つ？",
    },
    now: {
      en: "Control plane nodes, with the taint node-role.kubernetes.io/control-plane:NoSchedule.",
      ja: "コントロールプレーンノード。taintはnode-role.kubernetes.io/control-plane:NoSchedule。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X18",
    keys: ["service", "スケジューラ"],
    says: [/Service.*先に作(?:成|る).*(?:分散|スケジューラ)/i, /create the service first.*spread/i],
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
    keys: ["taint", "toleration"],
    says: [
      /taints?.*tolerations?.*(?:必ず|常に).*(?:ペア|対|セット)/i,
      /taints? and tolerations?.*always.*(?:pairs?|together)/i,
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
    says: [
      /NoExecute.*(?:即座|すぐ|直ちに|即時)(?:に)?.*(?:退避|削除|追い出|evict|停止)/i,
      /NoExecute.*(?:immediately|at once).*(?:evict|remov|delet)/i,
      /NoExecute.*(?:evict|remov|delet)\w*.*(?:immediately|at once)/i,
    ],
    unless: /tolerationSeconds|unless|ない限り/i,
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
    id: "X34",
    keys: ["prestop"],
    says: [
      /preStop.*(?:後|終わって|完了).*(?:TERM).*30 ?秒/i,
      /preStop.*then.*(?:SIG)?TERM.*then.*30/i,
    ],
    replaces: true,
    question: {
      en: "When do the 30 seconds of terminationGracePeriodSeconds begin?",
      ja: "terminationGracePeriodSecondsの30秒はいつ始まる？",
    },
    now: {
      en: "With the deletion: the time of preStop counts as well.",
      ja: "削除の時点から。preStopの時間も含まれる。",
    },
    domains: ["CKAD-OBS"],
  },
  {
    id: "X51",
    keys: ["unknown"],
    says: [
      /Unknown.*(?:約)?5 ?分/i,
      /(?:5 ?分|five minutes|5 minutes).*Unknown/i,
      /Unknown.*(?:after )?(?:about )?(?:5|five) minutes/i,
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
    keys: ["imagemaximumgcage"],
    says: [
      /imageMaximumGCAge.*(?:コンテナ.*(?:削除|破棄)|(?:destroy|delet|remov)\w* .*containers?)/i,
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
    keys: ["qos"],
    says: [/QoS.*(?:逆順|順(?:番)?に(?:退避|Evict))/i, /evict\w*.*(?:reverse|in order of).*QoS/i],
    unless: /priority|usage|優先度|使用量/i,
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
  {
    id: "X54",
    keys: ["limit", "制限"],
    says: [
      /(?:limits?|制限|上限)(?:を|値を)?(?:超え|超過)(?!.*(?:メモリ|memory|CPU)).*(?:kill|停止|終了)/i,
      /exceeds? (?:its|the) limits? (?:is|are|will be|gets?) (?:killed|terminated)/i,
    ],
    unless: /memory|cpu|oom|メモリ|スロットル|throttl/i,
    replaces: true,
    question: {
      en: "What happens to a container that exceeds its limit?",
      ja: "上限を超えたコンテナはどうなる？",
    },
    now: {
      en: "Beyond the memory limit it is killed (OOMKilled); CPU is only throttled.",
      ja: "メモリなら強制終了（OOMKilled）、CPUなら絞られるだけ。",
    },
    domains: ["CKAD-ENV"],
  },
  {
    id: "X28",
    keys: ["swap", "スワップ"],
    says: [
      /(?:swap|スワップ).*(?:必ず|必要|無効|オフ|must|disable|turned? off|off)/i,
      /(?:disable|turn off) swap/i,
    ],
    unless: /NodeSwap|1\.34|sudo|swapoff|fstab/i,
    replaces: true,
    question: { en: "Must swap be off on a node?", ja: "ノードのスワップは必ず切る？" },
    now: {
      en: "No: swap support for Linux nodes is stable since 1.34; by default the kubelet still refuses to start with swap on.",
      ja: "いいえ。Linuxノードのスワップ対応は1.34で安定版。ただし既定では、スワップが有効だとkubeletは起動しない。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X39",
    keys: ["readiness", "liveness"],
    says: [
      /readiness.*liveness.*(?:同じ|same)/i,
      /(?:readinessProbe|livenessProbe)\W.*(?:起動した.*正常|正常動作|is (?:healthy|alive) and ready)/i,
    ],
    replaces: true,
    question: {
      en: "What follows from a failing readiness probe, what from a failing liveness probe?",
      ja: "readinessProbeの失敗とlivenessProbeの失敗は、それぞれ何を起こす？",
    },
    now: {
      en: "Readiness takes the Pod out of the Service's traffic; liveness restarts the container.",
      ja: "readinessはServiceの振り分けから外し、livenessはコンテナを再起動する。",
    },
    domains: ["CKAD-OBS"],
  },
];
