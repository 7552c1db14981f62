/** Claims about Deployments, ReplicaSets, StatefulSets and DaemonSets. */
import type { Claim } from "./claim.ts";
import { ALWAYS, OLD_NEWS, TOGETHER } from "./word.ts";

export const WORKLOAD_CLAIMS: readonly Claim[] = [
  {
    id: "X02",
    keys: ["roll", "revert", "undo", "previous", "go back", "goes back", "ロールバック", "戻"],
    readings: [
      {
        says: [
          /\broll(?:s|ed|ing)?[- ]?back\b|\brevert\w*|\bundo(?:es|ne)?\b|\b(?:restor\w+|returns?|go(?:es)? back|switch\w* back) (?:\w+ ){0,3}(?:previous|old|last)\b|ロールバック|切り戻|巻き戻|元に戻|前の.{0,12}戻|旧.{0,8}戻/i,
        ],
        about: [/progress ?deadline|プログレスデッドライン/i],
        unless: [
          /\bmanual\w*|by hand|yourself|\byou (?:must|have|need|can|should|run)\b|\b(?:somebody|someone|person|human|operator|tool|pipeline|admin)\b|手動|手で|自分で|人が|人手|自ら|ツール/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "What happens to a Deployment when progressDeadlineSeconds has passed?",
      ja: "progressDeadlineSecondsを過ぎるとDeploymentはどうなる？",
    },
    now: {
      en: "Only the condition Progressing becomes False (ProgressDeadlineExceeded); somebody has to run kubectl rollout undo.",
      ja: "ConditionのProgressingがFalse（ProgressDeadlineExceeded）になるだけで、kubectl rollout undoは人やツールが実行する。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X04",
    keys: [
      "statefulset",
      "ステートフルセット",
      "index",
      "インデックス",
      "ordinal",
      "番号",
      "-0",
      "ascending",
      "昇順",
      "順",
    ],
    readings: [
      {
        says: [
          /\b(?:smallest|lowest|smaller|lower|ascending)\b|\bfrom (?:the first|index 0|ordinal 0|0|zero)\b|\bthe first pod first\b|-0 (?:first|is)\b|\bsame order\b|小さ|若い|昇順|0番|先頭|同じ順/i,
          /\b(?:delet\w+|remov\w+|scal\w+ (?:in|down)|shrink\w*|terminat\w+|updat\w+|roll\w*)\b|削除|スケールイン|スケールダウン|縮小|終了|更新|アップデート|減ら/i,
        ],
        about: [/StatefulSet|ステートフルセット/i],
        unless: [
          /\b(?:descending|reverse|largest|highest|biggest|greatest|last)\b|逆順|降順|大き|最後|末尾|逆の/i,
        ],
      },
      {
        says: [
          /\b(?:creat\w+|add\w*|start\w*|scal\w+ (?:up|out))\b|作成|追加|起動|増や/i,
          /\b(?:delet\w+|remov\w+|terminat\w+|scal\w+ (?:in|down))\b|削除|終了|減ら/i,
          TOGETHER,
        ],
        about: [/StatefulSet|ステートフルセット/i],
        unless: [/Parallel|podManagementPolicy|one (?:by one|at a time)|OnDelete/i],
      },
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
    domains: ["CKA-WS"],
  },
  {
    id: "X05",
    keys: ["maxunavailable", "max unavailable"],
    readings: [
      {
        says: [
          /max ?Unavailable/i,
          /\b(?:surplus|extra|additional(?:ly)?|excess|above|exceed\w*|beyond|over|more (?:pods )?than)\b|余分|余剰|超過|超え|上回|上乗せ|追加で|多く/i,
        ],
        unless: [
          /max ?Surge|\bno more than\b|\b(?:unavailable|missing|down|absent|out of service)\b|利用でき|利用不可|不足|停止|欠け/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "What does maxUnavailable limit during a rolling update?",
      ja: "ローリングアップデートのmaxUnavailableは何の上限？",
    },
    now: {
      en: "The number of Pods that may be missing; the surplus is limited by maxSurge.",
      ja: "不足してよいPodの数。超過してよい数はmaxSurgeが決める。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X08",
    keys: ["rolling-update"],
    readings: [
      {
        says: [/\brolling-update\b/i],
        unless: [OLD_NEWS, /maxSurge|maxUnavailable|strategy|ストラテジ|戦略/i],
      },
    ],
    replaces: true,
    question: {
      en: "How do you start a rolling update of a workload with kubectl?",
      ja: "kubectlでローリングアップデートを始めるには？",
    },
    now: {
      en: "kubectl rolling-update was removed in 1.18; change a Deployment (kubectl set image) and follow it with kubectl rollout.",
      ja: "kubectl rolling-updateは1.18で削除された。Deploymentをkubectl set imageなどで変更し、kubectl rolloutで追う。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X11",
    keys: ["replicationcontroller", "replication controller", "レプリケーションコントローラ"],
    readings: [
      {
        says: [/replication ?controllers?\b|レプリケーションコントローラ/i],
        unless: [OLD_NEWS, /rather than|not ReplicationController/i],
        denies: "either",
      },
    ],
    replaces: false,
    question: {
      en: "Which object keeps a number of identical Pods running today, instead of a ReplicationController?",
      ja: "ReplicationControllerの代わりに、今日Podの数を保つオブジェクトは？",
    },
    now: {
      en: "A ReplicaSet, created by a Deployment; the ReplicationController is legacy.",
      ja: "Deploymentが作るReplicaSet。ReplicationControllerは過去のもの。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X35",
    keys: ["daemonset", "デーモンセット"],
    readings: [
      {
        says: [
          /DaemonSet|デーモンセット/i,
          /\bas many (?:\w+ )?as\b|\bequals? the number\b|\b(?:number|count) of nodes\b|\bsame (?:number|count)\b|ノード(?:の)?数(?:と同じ|だけ|分|に等し|と一致)|ノードと同じ数/i,
        ],
        unless: [
          /eligible|match\w*|select\w*|suitable|\bsome\b|taint|tolerat|affinity|条件|対象|一部|適格|ラベル|該当/i,
        ],
      },
      {
        says: [
          /DaemonSet|デーモンセット/i,
          /\b(?:all|each|every|any)\b.{0,20}\bnodes?\b|(?:全(?:て|部)?の?|すべての|各|あらゆる|どの)ノード/i,
          ALWAYS,
        ],
        unless: [
          /eligible|match\w*|select\w*|suitable|\bsome\b|taint|tolerat|affinity|条件|対象|一部|適格|ラベル|該当/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "On which nodes does a DaemonSet run a Pod?",
      ja: "DaemonSetはどのノードでPodを動かす？",
    },
    now: {
      en: "On each eligible node: node selector, affinity and untolerated taints exclude nodes.",
      ja: "対象となるノードだけ。nodeSelector、affinity、許容されないtaintがノードを外す。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X38",
    keys: ["replicaset", "レプリカセット"],
    readings: [
      {
        says: [
          /ReplicaSet|レプリカセット/i,
          /\brestart\w*|\breboot\w*|\brevives?\b|再起動|再スタート|立ち上げ直/i,
        ],
        unless: [
          /kubelet|\breplac\w+|\bnew pods?\b|recreat\w*|rollout restart|置き換え|新しい|作り直|新規|代わり/i,
        ],
      },
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
    domains: ["CKA-WS"],
  },
  {
    id: "X55",
    keys: ["selector", "セレクタ"],
    readings: [
      {
        says: [
          /selectors?\b|セレクター?/i,
          /\b(?:updat\w*|chang\w*|modif\w*|edit\w*|alter\w*)\b|更新|変更|編集|書き換|変え/i,
          /\bdiscourag\w*|not (?:recommended|advis\w*|a good idea|encouraged)|\b(?:should ?n(?:o|['’])t|avoid\w*|better not|inadvisable|careful\w*|best not|advis\w* against|recommended against|bad practice|ill[- ]advised)\b|推奨され|推奨しない|非推奨|避け|望ましくない|すべきでは|べきではない|控え|お勧め(?:し|でき)|慎重/i,
        ],
        unless: [
          /immutable|can(?:not|['’]t) be|impossible|rejected|refused|forbidden|変更不可|変更できない|イミュータブル|不変|拒否|Service/i,
        ],
        denies: "either",
      },
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
    domains: ["CKA-WS"],
  },
  {
    id: "X56",
    keys: ["affinity", "アフィニティ"],
    readings: [
      {
        says: [/DaemonSet|デーモンセット/i, /affinity|アフィニティ/i],
        unless: [
          /template\.spec\.affinity|\btemplate\b|テンプレート|controller (?:adds|injects)|anti-?affinity/i,
        ],
        denies: "always",
      },
      {
        says: [
          /DaemonSet|デーモンセット/i,
          /(?<!template)(?<!\w)\.?spec\.(?:node)?[aA]ffinity|spec\.template\.spec\.nodeAffinity|\bunknown field\b.*affinity/i,
        ],
        unless: [/template\.spec\.affinity/i],
        denies: "either",
      },
    ],
    replaces: true,
    question: {
      en: "Where does the node affinity of a DaemonSet's Pods stand?",
      ja: "DaemonSetのPodのノードアフィニティはどこに書く？",
    },
    now: {
      en: "In the Pod template: spec.template.spec.affinity.nodeAffinity.",
      ja: "Podテンプレートの中、spec.template.spec.affinity.nodeAffinity。",
    },
    domains: ["CKA-WS"],
  },
];
