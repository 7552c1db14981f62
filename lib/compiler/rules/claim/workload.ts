/**
 * Claims about Deployments, StatefulSets, DaemonSets, Jobs and Pods that no
 * longer or never held.
 */
import type { Claim } from "./claim.ts";

const CKA_WS = ["CKA-WS"];

export const WORKLOAD_CLAIMS: readonly Claim[] = [
  {
    id: "X02",
    keys: ["progressdeadlineseconds"],
    says: [/progressDeadlineSeconds.*(?:ロールバック|roll(?:ed|s)? ?back|undo|revert)/i],
    unless: /(?:not|never|しない|されない|行わない)/i,
    replaces: true,
    question: {
      en: "What happens to a Deployment when progressDeadlineSeconds has passed?",
      ja: "progressDeadlineSecondsを過ぎるとDeploymentはどうなる？",
    },
    now: {
      en: "Only the condition Progressing becomes False (ProgressDeadlineExceeded); somebody has to run kubectl rollout undo.",
      ja: "ConditionのProgressingがFalse（ProgressDeadlineExceeded）になるだけで、kubectl rollout undoは人やツールが実行する。",
    },
    domains: CKA_WS,
  },
  {
    id: "X04",
    keys: ["statefulset", "スケール", "index", "インデックス", "ordinal"],
    says: [
      /(?:小さい|若い)(?:index|インデックス|番号).*(?:削除|スケールイン|更新|アップデート)/i,
      /(?:smallest|lowest) (?:index|ordinal).*(?:delet|scale[sd]? down|terminat|updat)/i,
    ],
    replaces: true,
    question: {
      en: "In which order does a StatefulSet create, delete and update its Pods?",
      ja: "StatefulSetはPodをどの順に作成・削除・更新する？",
    },
    now: {
      en: "It creates them in ascending order, deletes and updates them in descending order, and waits for Ready at each step.",
      ja: "作成は番号の昇順、削除と更新は降順で、一つずつReadyを待つ。",
    },
    domains: CKA_WS,
  },
  {
    id: "X05",
    keys: ["maxunavailable"],
    says: [/maxUnavailable.*(?:超過|余分|上回|surplus|extra|above|exceed)/i],
    replaces: true,
    question: {
      en: "What does maxUnavailable limit during a rolling update?",
      ja: "ローリングアップデートのmaxUnavailableは何の上限？",
    },
    now: {
      en: "The number of Pods that may be missing; the surplus is limited by maxSurge.",
      ja: "不足してよいPodの数。超過してよい数はmaxSurgeが決める。",
    },
    domains: CKA_WS,
  },
  {
    id: "X08",
    keys: ["rolling-update"],
    says: [/kubectl rolling-update/i],
    replaces: true,
    question: {
      en: "How do you start a rolling update of a workload with kubectl?",
      ja: "kubectlでローリングアップデートを始めるには？",
    },
    now: {
      en: "kubectl rolling-update was removed in 1.18; change a Deployment (kubectl set image) and follow it with kubectl rollout.",
      ja: "kubectl rolling-updateは1.18で削除された。Deploymentをkubectl set imageなどで変更し、kubectl rolloutで追う。",
    },
    domains: CKA_WS,
  },
  {
    id: "X11",
    keys: ["replicationcontroller", "replication controller", "レプリケーションコントローラ"],
    says: [/replication ?controller|レプリケーションコントローラ/i],
    unless: /(?:legacy|deprecated|superseded|replaced by|旧|非推奨|後継)/i,
    replaces: false,
    question: {
      en: "Which object keeps a number of identical Pods running today, instead of a ReplicationController?",
      ja: "ReplicationControllerの代わりに、今日Podの数を保つオブジェクトは？",
    },
    now: {
      en: "A ReplicaSet, created by a Deployment; the ReplicationController is legacy.",
      ja: "Deploymentが作るReplicaSet。ReplicationControllerは過去のもの。",
    },
    domains: CKA_WS,
  },
  {
    id: "X17",
    keys: ["wait-for-it", "起動順", "start order", "startup order"],
    says: [
      /wait-for-it/i,
      /起動順.*(?:仕組みは?(?:ない|無い)|できない)/,
      /no (?:mechanism|way).*(?:start|startup) order/i,
    ],
    replaces: true,
    question: {
      en: "How can containers of a Pod be started in a given order?",
      ja: "Podのコンテナの起動順序を決めるには？",
    },
    now: {
      en: "With init containers and native sidecars (init containers with restartPolicy Always, stable since 1.33), and with probes.",
      ja: "initコンテナ、サイドカーコンテナ（restartPolicy: Alwaysのinitコンテナ、1.33で安定版）、Probeを使う。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X22",
    keys: ["job"],
    says: [/master ?node.*job|job.*master ?node|マスターノード.*ジョブ/i],
    replaces: true,
    question: {
      en: "What creates the Jobs of a CronJob?",
      ja: "CronJobのJobを作るのは何？",
    },
    now: {
      en: "The CronJob controller in the controller manager; after more than 100 missed runs it gives up with an error.",
      ja: "コントローラーマネージャーのCronJobコントローラー。100回を超えて実行を逃すとエラーとして作成をやめる。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X35",
    keys: ["daemonset"],
    says: [
      /DaemonSet.*(?:ノード(?:の)?数(?:と同じ|だけ)|全(?:て|部)?の?ノード(?:に|で)必ず)/i,
      /DaemonSet.*(?:as many pods as|exactly one pod (?:on|per) (?:each|every) node)/i,
    ],
    unless: /(?:eligible|matching|selected|some|taint|条件|対象の?ノード|一部)/i,
    replaces: true,
    question: {
      en: "On which nodes does a DaemonSet run a Pod?",
      ja: "DaemonSetはどのノードでPodを動かす？",
    },
    now: {
      en: "On each eligible node: node selector, affinity and untolerated taints exclude nodes.",
      ja: "対象となるノードだけ。nodeSelector、affinity、許容されないtaintがノードを外す。",
    },
    domains: CKA_WS,
  },
  {
    id: "X37",
    keys: ["コンテナ", "container"],
    says: [
      /コンテナは?.*(?:必ず|常に).*(?:セット|一緒|同時)(?:に|で)?.*(?:起動|停止)/,
      /containers (?:of|in) (?:a|the same) pod.*(?:always )?(?:start(?:ed)? and stop(?:ped)?|restart(?:ed)?) together/i,
    ],
    replaces: true,
    question: {
      en: "Do all containers of a Pod always start and stop together?",
      ja: "Podのコンテナは必ず一緒に起動・停止する？",
    },
    now: {
      en: "They are placed on one node together, but the kubelet restarts each container by itself.",
      ja: "同じノードにまとめて配置されるが、再起動はkubeletがコンテナごとに行う。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X38",
    keys: ["replicaset"],
    says: [
      /(?:自動)?再起動.*(?:のは|を).*ReplicaSet/i,
      /ReplicaSet.*(?:自動(?:的)?に?.*再起動|restarts? (?:the )?(?:failed |crashed )?(?:containers?|pods?))/i,
    ],
    replaces: true,
    question: {
      en: "What restarts a crashed container, and what replaces a lost Pod?",
      ja: "落ちたコンテナを再起動するもの、失われたPodを補うものはそれぞれ何？",
    },
    now: {
      en: "The kubelet restarts containers; the ReplicaSet creates new Pods in place of lost ones.",
      ja: "コンテナの再起動はkubelet、失われたPodの代わりを作るのがReplicaSet。",
    },
    domains: CKA_WS,
  },
  {
    id: "X43",
    keys: ["backofflimit"],
    says: [
      /backoffLimit.*(?:許容|失敗(?:してよい|できる)?(?:回)?数|failures? allowed|number of failures)/i,
    ],
    unless: /retr|リトライ|再試行/i,
    replaces: true,
    question: { en: "What does backoffLimit of a Job count?", ja: "JobのbackoffLimitは何の回数？" },
    now: {
      en: "Retries before the Job counts as failed; 6 by default, with a back-off that grows to six minutes.",
      ja: "失敗とみなすまでの再試行の回数。デフォルトは6で、間隔は最大6分まで延びる。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X44",
    keys: ["1回", "一回", "１回", "1度", "一度", "once"],
    says: [/(?:必ず|確実に)(?:1|一|１)(?:回|度)(?:だけ|のみ)/, /(?:runs?|executed?) exactly once/i],
    under: /job|ジョブ/i,
    replaces: true,
    question: {
      en: "Does a Job run its Pod exactly once?",
      ja: "JobのPodは必ず一度だけ実行される？",
    },
    now: {
      en: "Not guaranteed: it can run more than once, so the work must be idempotent.",
      ja: "保証されない。複数回動くことがあるので、処理は冪等にする。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X45",
    keys: ["restartpolicy"],
    says: [/(?:^|[^.\w])\.?spec\.restartPolicy/i],
    under: /job|ジョブ/i,
    replaces: true,
    question: {
      en: "Where does restartPolicy of a Job stand?",
      ja: "JobのrestartPolicyはどこに書く？",
    },
    now: {
      en: "In the Pod template: spec.template.spec.restartPolicy (Never or OnFailure).",
      ja: "Podテンプレートの中、spec.template.spec.restartPolicy（NeverかOnFailure）。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X55",
    keys: ["selector", "セレクタ"],
    says: [
      /(?:selector|セレクター?)(?:の)?(?:更新|変更).*(?:推奨されない|非推奨|避け)/i,
      /selector updates?.*(?:discouraged|not recommended)/i,
    ],
    replaces: true,
    question: {
      en: "Can the selector of a Deployment be changed?",
      ja: "Deploymentのselectorは変更できる？",
    },
    now: {
      en: "No: in apps/v1 it is immutable after creation.",
      ja: "できない。apps/v1では作成後に変更不可。",
    },
    domains: CKA_WS,
  },
  {
    id: "X29",
    keys: ["sidecar", "サイドカー"],
    says: [/(?:sidecar|サイドカー).*1\.29/i, /1\.29.*(?:sidecar|サイドカー)/i],
    unless: /1\.28|1\.33/,
    replaces: true,
    question: {
      en: "Since which version are native sidecar containers stable?",
      ja: "サイドカーコンテナが安定版になったバージョンは？",
    },
    now: {
      en: "1.33; they were alpha in 1.28 and beta in 1.29.",
      ja: "1.33。1.28でアルファ、1.29でベータだった。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X06",
    keys: ["selector"],
    says: [/spec\.selector\.app.*(?:Podの?名|pod name|name of the pod)/i],
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
];
