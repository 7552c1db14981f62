/** Claims about the control plane, runtimes, storage, security and kubectl. */
import type { Claim } from "./claim.ts";

export const CLUSTER_CLAIMS: readonly Claim[] = [
  {
    id: "X07",
    keys: ["minikube"],
    says: [
      /minikube.*(?:シングル|単一|1)ノード(?:のみ|だけ|しか|専用)/i,
      /minikube.*(?:only (?:supports? )?(?:a )?single[- ]node|single[- ]node only)/i,
    ],
    replaces: true,
    question: { en: "How many nodes can minikube run?", ja: "minikubeは何ノードまで動かせる？" },
    now: { en: "Several, since minikube 1.10 (--nodes).", ja: "1.10から複数（--nodes）。" },
    domains: ["KCNA-FUND"],
  },
  {
    id: "X09",
    keys: ["podsecuritypolic", "pod security polic", "psp"],
    says: [/Pod ?Security ?Polic(?:y|ies)|\bPSPs?\b/i],
    unless: /(?:removed|1\.25|deprecated|廃止|削除され)/i,
    replaces: true,
    question: {
      en: "What enforces security levels on Pods, now that PodSecurityPolicy is gone?",
      ja: "PodSecurityPolicyの廃止後、Podのセキュリティ水準を守らせるものは？",
    },
    now: {
      en: "Pod Security Admission with the Pod Security Standards; PodSecurityPolicy was removed in 1.25.",
      ja: "Pod Security AdmissionとPod Security Standards。PodSecurityPolicyは1.25で削除された。",
    },
    domains: ["CKS-MIN"],
  },
  {
    id: "X13",
    keys: ["cloud-controller-manager", "cloud controller manager"],
    says: [
      /cloud[- ]controller[- ]manager.*(?:alpha|アルファ|volume controller|ボリュームコントローラ)/i,
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
    keys: ["rkt", "docker", "dockershim"],
    says: [
      /\brkt\b/,
      /(?:container ?runtimes?|コンテナランタイム).*(?<![\w-])Docker(?! ?(?:file|Desktop|Hub|イメージ| images?))/i,
    ],
    unless: /(?:dockershim|1\.24|removed|廃止|削除|以前|used to|containerd.*CRI-O|rocket science)/i,
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
    id: "X15",
    keys: ["flexvolume", "in-tree", "flocker", "quobyte", "glusterfs", "cephfs"],
    says: [
      /\bFlexVolumes?\b|in-tree (?:volume )?(?:driver|plugin)|\b(?:flocker|quobyte|glusterfs|cephfs)\b/i,
    ],
    unless: /(?:deprecated|removed|CSI|非推奨|廃止|削除)/i,
    replaces: false,
    question: {
      en: "How are storage drivers added to Kubernetes today?",
      ja: "今日、ストレージドライバーを加える方法は？",
    },
    now: {
      en: "As CSI drivers; in-tree drivers were removed (glusterfs in 1.26, cephfs and rbd in 1.31), FlexVolume is deprecated.",
      ja: "CSIドライバーとして。本体内蔵のドライバーは削除され（glusterfsは1.26、cephfsとrbdは1.31）、FlexVolumeは非推奨。",
    },
    domains: ["CKA-STO"],
  },
  {
    id: "X16",
    keys: ["gitrepo"],
    says: [/\bgitRepo\b/],
    unless: /deprecated|disabled|非推奨|無効/i,
    replaces: true,
    question: { en: "What became of the gitRepo volume?", ja: "gitRepoボリュームはどうなった？" },
    now: {
      en: "Deprecated, and its driver is off by default since 1.33; clone in an init container.",
      ja: "非推奨で、1.33からドライバーは既定で無効。initコンテナでcloneする。",
    },
    domains: ["CKA-STO"],
  },
  {
    id: "X19",
    keys: ["token", "トークン"],
    says: [
      /(?:アカウント|account).*(?:API ?(?:アクセス)?トークン|API (?:access )?tokens?).*(?:作成|creat)/i,
      /(?:creates?|作成).*(?:default accounts? and API access tokens?)/i,
    ],
    unless: /TokenRequest|1\.24|bound/i,
    replaces: true,
    question: {
      en: "How does a Pod get the token of its ServiceAccount?",
      ja: "PodはServiceAccountのトークンをどう得る？",
    },
    now: {
      en: "As a bound, expiring token from the TokenRequest API; since 1.24 no token Secret is made for each account.",
      ja: "TokenRequest APIによる期限つきのトークン。1.24からアカウントごとのトークンSecretは作られない。",
    },
    domains: ["CKS-HAR"],
  },
  {
    id: "X20",
    keys: ["ssh"],
    says: [/SSH ?(?:トンネ(?:ル|リング)|tunnel(?:s|l?ing)?)/i],
    replaces: true,
    question: {
      en: "What connects the control plane to nodes in place of SSH tunnels?",
      ja: "SSHトンネルに代わり、コントロールプレーンからノードへつなぐものは？",
    },
    now: { en: "The Konnectivity service.", ja: "Konnectivityサービス。" },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X27",
    keys: ["v1alpha2"],
    says: [/(?:CRI|kubelet).*v1alpha2/i],
    unless: /1\.26|dropped|削除/i,
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
    id: "X33",
    keys: ["endpoint controller", "エンドポイントコントローラ"],
    says: [
      /(?:node controller|ノードコントローラー?).*(?:endpoint controller|エンドポイントコントローラ)/i,
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
    id: "X40",
    keys: ["server-side apply", "サーバーサイドアプライ", "server side apply"],
    says: [/server[- ]side apply.*(?:マニフェスト(?:と|を)比較|compares? .*manifest)/i],
    replaces: true,
    question: {
      en: "What causes a conflict in server-side apply?",
      ja: "サーバーサイドアプライの競合は何で起きる？",
    },
    now: {
      en: "Changing a field that another field manager owns.",
      ja: "別のフィールドマネージャーが所有するフィールドを変えること。",
    },
    domains: ["CKAD-DEP"],
  },
  {
    id: "X41",
    keys: ["prune"],
    says: [/prune.*(?:ラベル|label).*(?:全て|すべて|every|all).*(?:削除|delet)/i],
    replaces: true,
    question: {
      en: "Which objects does kubectl apply --prune delete?",
      ja: "kubectl apply --pruneはどのオブジェクトを削除する？",
    },
    now: {
      en: "Only those applied earlier (with last-applied) that the set no longer holds; it needs -l or --all.",
      ja: "以前applyされ（last-appliedがあり）今の集合にないものだけ。-lか--allが要る。",
    },
    domains: ["CKAD-DEP"],
  },
  {
    id: "X42",
    keys: ["get all"],
    says: [
      /kubectl get all.*(?:ほぼ)?(?:全て|すべて|全)の?リソース/i,
      /kubectl get all.*(?:almost )?(?:all|every) (?:the )?resources?/i,
    ],
    unless: /not|ConfigMap|ではない/i,
    replaces: true,
    question: {
      en: "Which resources does kubectl get all leave out?",
      ja: "kubectl get allに出ないリソースは？",
    },
    now: {
      en: "Everything outside the category «all»: ConfigMaps, Secrets, Ingresses, PersistentVolumeClaims and more.",
      ja: "カテゴリーallに入らないもの。ConfigMap、Secret、Ingress、PersistentVolumeClaimなど。",
    },
    domains: ["CKAD-OBS"],
  },
  {
    id: "X49",
    keys: ["--selector", "-l "],
    says: [/kubectl logs.*(?:--selector|-l ).*(?:監視|追い続け|watch|follow)/i],
    unless: /\s-f\b|--follow/,
    replaces: true,
    question: {
      en: "What does kubectl logs with a selector print?",
      ja: "セレクター付きのkubectl logsは何を表示する？",
    },
    now: {
      en: "The last 10 lines of each Pod, then it ends; -f keeps following.",
      ja: "各Podの最後の10行で終わる。追い続けるには-fが要る。",
    },
    domains: ["CKAD-OBS"],
  },
  {
    id: "X50",
    keys: ["--from-file", "拡張子"],
    says: [
      /ファイル名が(?:キー|key).*拡張子/i,
      /拡張子.*ファイル名が(?:キー|key)/i,
      /file name (?:is|becomes) the key.*extension/i,
    ],
    replaces: true,
    question: {
      en: "How is the key of a ConfigMap from a file chosen?",
      ja: "ファイルから作るConfigMapのキーはどう決まる？",
    },
    now: {
      en: "It is the file name, or any name with --from-file=key=path.",
      ja: "ファイル名。--from-file=key=pathで任意の名前にできる。",
    },
    domains: ["CKAD-ENV"],
  },
  {
    id: "X30",
    keys: ["user namespace", "ユーザー名前空間"],
    says: [/user namespaces?.*(?:alpha|beta|new feature|新しい|アルファ|ベータ)/i],
    replaces: true,
    question: {
      en: "What is the status of user namespaces for Pods?",
      ja: "Podのユーザー名前空間の安定性は？",
    },
    now: { en: "Stable since 1.36.", ja: "1.36で安定版。" },
    domains: ["CKS-MIN"],
  },
];
