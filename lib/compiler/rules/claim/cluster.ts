/** Claims about the control plane, nodes and container runtimes. */
import type { Claim } from "./claim.ts";
import { NAMESPACE, OLD_NEWS, STABLE, UNSTABLE } from "./word.ts";

export const CLUSTER_CLAIMS: readonly Claim[] = [
  {
    id: "X07",
    keys: ["minikube"],
    readings: [
      {
        says: [
          /minikube/i,
          /\b(?:single|one|1)[- ]nodes?\b|シングル ?ノード|単一 ?ノード|(?:1|一|１)(?:つの)? ?(?:ノード|台)/i,
          /\b(?:only|just|limited|restricted|always|at most|no more than|exclusively|maximum)\b|のみ|だけ|しか|専用|限/i,
        ],
      },
      {
        says: [
          /minikube/i,
          /\bmulti(?:ple)?[- ]?nodes?\b|\b(?:several|multiple|many|more than one|two|second|additional|extra|worker) (?:worker )?nodes?\b|複数(?:の)? ?ノード|マルチ ?ノード|2台目/i,
        ],
        denies: "always",
      },
    ],
    replaces: true,
    question: { en: "How many nodes can minikube run?", ja: "minikubeは何ノードまで動かせる？" },
    now: { en: "Several, since minikube 1.10 (--nodes).", ja: "1.10から複数（--nodes）。" },
    domains: ["KCNA-FUND"],
  },
  {
    id: "X12",
    keys: ["master", "マスター"],
    readings: [
      {
        says: [
          /(?:kubernetes ?master|master ?nodes?|master (?:components?|servers?|machines?|taint|role|plane)|node-role\.kubernetes\.io\/master|マスター(?:ノード|コンポーネント|サーバ)?(?:が|は|の|と|→|を|に|で)|→ ?マスター|masterと|\bmaster\b.*(?:node|component|cluster|worker)|(?:node|component|cluster|worker)s?\b.*\bmasters?\b)/i,
        ],
        unless: [
          /(?:master (?:branch|key|password|copy|replica|slave)|master-slave|origin\/master|blob\/master|control[- ]?plane|コントロールプレーン|redis|mysql|postgres|maria|webmaster|mastered|mastering)/i,
        ],
        denies: "either",
      },
    ],
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
    id: "X13",
    keys: ["cloud-controller-manager", "cloud controller manager", "ccm", "クラウドコントローラ"],
    readings: [
      {
        says: [
          /cloud[- ]controller[- ]manager|\bCCM\b|クラウドコントローラー?(?:マネージャー?)?/i,
          UNSTABLE,
        ],
        unless: [STABLE, OLD_NEWS],
      },
      {
        says: [
          /cloud[- ]controller[- ]manager|\bCCM\b|クラウドコントローラー?(?:マネージャー?)?/i,
          /\bvolumes?\b|ボリューム/i,
        ],
        unless: [/\bCSI\b|elsewhere|other/i, OLD_NEWS],
      },
    ],
    replaces: true,
    question: {
      en: "What is the status of the cloud-controller-manager, and who handles cloud volumes?",
      ja: "cloud-controller-managerの安定性と、クラウドのボリュームの担当は？",
    },
    now: {
      en: "It is stable; cloud code left the tree in 1.31, and volumes are handled by CSI drivers.",
      ja: "安定版。クラウドのコードは1.31で本体から外れ、ボリュームはCSIドライバーが扱う。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X14",
    keys: ["rkt", "docker"],
    readings: [
      { says: [/\brkt\b/i], unless: [OLD_NEWS, /rocket science/i] },
      {
        says: [
          /(?<![\w-])Docker\b(?! ?(?:file|Desktop|Hub|Compose|Swarm))/i,
          /\bruntimes?\b|\bcontainer engine\b|\bkubelet\b.{0,40}\b(?:talks?|calls?|uses?|drives?|asks?|tells?)\b|\b(?:runs?|start\w*) containers?\b.{0,20}\b(?:with|through|via|by|using)\b|ランタイム|コンテナエンジン|kubelet(?:は|が).{0,20}Docker/i,
        ],
        unless: [
          OLD_NEWS,
          /dockershim|cri-dockerd|1\.24|containerd|CRI-O|イメージ|\bimages?\b|\bbuild|ビルド|\bminikube\b|\bkind\b|driver/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "Which container runtimes does a kubelet use today?",
      ja: "kubeletが今日使うコンテナランタイムは？",
    },
    now: {
      en: "Runtimes with CRI, such as containerd and CRI-O; dockershim was removed in 1.24 and rkt is archived.",
      ja: "containerdやCRI-OなどCRIに対応するもの。dockershimは1.24で削除され、rktは終了した。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X20",
    keys: ["ssh"],
    readings: [
      {
        says: [/SSH.{0,3}(?:トンネ|tunnel)|tunnel\w*.{0,20}\bSSH\b|トンネ.{0,10}SSH/i],
        about: [
          /control ?plane|master|api ?server|kube-apiserver|\bnodes?\b|\bclusters?\b|コントロールプレーン|マスター|APIサーバ|ノード|クラスタ|Kubernetes/i,
        ],
        unless: [
          /konnectivity|replaced|removed|successor|instead|no longer|代わり|後継|置き換え|廃止され|削除され|bastion|jump|踏み台|port[- ]forward|laptop/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "What connects the control plane to nodes in place of SSH tunnels?",
      ja: "SSHトンネルに代わり、コントロールプレーンからノードへつなぐものは？",
    },
    now: { en: "The Konnectivity service.", ja: "Konnectivityサービス。" },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X21",
    keys: ["namespace", "name space", "名前空間", "ネームスペース"],
    readings: [
      {
        says: [
          NAMESPACE,
          /\b(?:three|3)\b|(?:3|三|３)(?:つ|個|種|の)/i,
          /kube-public|kube-system|\b(?:new|fresh|every|a|each|kubernetes) (?:kubernetes )?clusters?\b|クラスタ|\b(?:initial\w*|standard|default|built-in|predefined|out of the box|from the start|starts? with|comes? with|there are)\b|最初|初期|標準|デフォルト|既定|組み込み|はじめから|存在する|定義/i,
        ],
        unless: [
          /kube-node-lease|\b(?:four|4)\b|4つ|四つ|staging|\bdev\b|production|本番|\bteams?\b|チーム/i,
        ],
      },
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
    id: "X27",
    keys: ["v1alpha2"],
    readings: [
      { says: [/v1alpha2/i, /\bCRI\b|kubelet|runtime|ランタイム/i], unless: [/1\.26/, OLD_NEWS] },
    ],
    replaces: true,
    question: {
      en: "Which CRI version does the kubelet need?",
      ja: "kubeletが必要とするCRIのバージョンは？",
    },
    now: {
      en: "v1: v1alpha2 was dropped in 1.26, and without v1 the node is not registered.",
      ja: "v1。v1alpha2は1.26で外れ、v1がなければノードは登録されない。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X28",
    keys: ["swap", "スワップ"],
    readings: [
      {
        says: [
          /\bswap\b|スワップ/i,
          /\b(?:must|need\w*|requir\w*|ha(?:s|ve) to|disabl\w*|turn\w* (?:it )?off|switch\w* off|off|mandatory|never)\b|必ず|必要|無効|オフ|切(?:る|って)|停止|禁止|必須/i,
        ],
        unless: [
          /NodeSwap|1\.34|failSwapOn|LimitedSwap|NoSwap|\bdefault\b|既定|デフォルト|対応し|サポートされて|安定|\bstable\b|sudo|swapoff|fstab|any ?more|no longer/i,
        ],
      },
      {
        says: [
          /\bswap\b|スワップ/i,
          /(?:must|may|can|should|do(?:es)?|is) ?(?:not|n['’]t)\b.{0,30}\b(?:on|enabled?|used?|active|work|run|support\w*|allow\w*|start|have)|\b(?:refuses|fails) to (?:start|run)|\bforbidden\b|使えない|使用できない|サポート(?:して|されて)いない|動かない|動作しない|起動しない|起動できない|許されない/i,
        ],
        unless: [/NodeSwap|1\.34|failSwapOn|\bdefault\b|既定|デフォルト|any ?more|no longer/i],
        denies: "either",
      },
    ],
    replaces: true,
    question: { en: "Must swap be off on a node?", ja: "ノードのスワップは必ず切る？" },
    now: {
      en: "No: swap support for Linux nodes is stable since 1.34; by default the kubelet still refuses to start with swap on.",
      ja: "いいえ。Linuxノードのスワップ対応は1.34で安定版。ただし既定では、スワップが有効だとkubeletは起動しない。",
    },
    domains: ["CKA-ARCH"],
  },
];
