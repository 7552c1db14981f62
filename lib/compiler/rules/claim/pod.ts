/** Claims about the life of Pods: containers, probes, termination. */
import type { Claim } from "./claim.ts";
import { CONTAINER, KILLED, OLD_NEWS, STARTED, TOGETHER } from "./word.ts";

export const POD_CLAIMS: readonly Claim[] = [
  {
    id: "X17",
    keys: ["wait-for-it", "順", "order", "sequence", "before", "first", "dockerize"],
    readings: [
      {
        says: [/wait-for-it|\bdockerize\b|wait-for\.sh/i],
        unless: [/init ?(?:コンテナ|container)|sidecar|サイドカー/i, OLD_NEWS],
        denies: "either",
      },
      {
        says: [
          CONTAINER,
          /\b(?:start(?:up|ing)?|launch|boot)[- ]?(?:up )?(?:order(?:ing)?|sequence)\b|\border\b.{0,60}\b(?:start|launch|boot|come up)|\b(?:start|launch|boot)\w*\b.{0,50}\b(?:order|sequence|before (?:another|the other|an?other)|one after (?:the )?(?:other|another))\b|起動(?:の)?(?:順|する順)|順(?:番|序)(?:に|通りに).{0,6}起動|起動.{0,10}順(?:序|番)/i,
        ],
        unless: [
          /init ?(?:コンテナ|container)|sidecar|サイドカー|probe|プローブ|Deployment|StatefulSet/i,
        ],
        denies: "always",
      },
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
    id: "X29",
    keys: ["1.29"],
    readings: [
      {
        says: [
          /side-?cars?|サイドカー/i,
          /1\.29/,
          /\b(?:new|introduc\w*|features?|added|since|from|arriv\w*|came|appear\w*|stable|GA|first|available|in)\b|導入|追加|新機能|機能|から|安定|登場|以降|新しく|使える/i,
        ],
        unless: [/1\.28|1\.33|\bbeta\b|ベータ/i],
      },
    ],
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
    id: "X34",
    keys: ["prestop"],
    readings: [
      {
        says: [
          /preStop/i,
          /\b30\b|grace|猶予/i,
          /\b(?:then|after\w*|followed|next|once|when|only)\b|その後|後に|後で|後から|終わ|完了|それから|してから|→/i,
        ],
        about: [/TERM|grace|猶予|30|終了/i],
        unless: [
          /\b(?:includ\w*|counts? (?:toward|against|as|too)|counted|overlap\w*|within|inside|shar\w*|subtract\w*|part of|together|from the (?:delet\w*|start|moment|beginning)|eats?|consum\w*|already)\b|含|合わせ|合計|削除(?:した|の)?(?:時点|時|瞬間|とき)|同時|開始(?:時|から)|共有|以内|内に|差し引/i,
        ],
      },
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
    id: "X37",
    keys: ["コンテナ", "container"],
    readings: [
      {
        says: [CONTAINER, STARTED, TOGETHER],
        unless: [
          /schedul\w*|plac\w+|same node|同じノード|配置|スケジュール|individual\w*|independent\w*|one by one|separate\w*|by (?:it|them)sel|alone|own\b|compose|個別|独立|一つずつ|1つずつ|単独|それぞれ|init|sidecar|サイドカー|deleted/i,
        ],
      },
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
    id: "X39",
    keys: ["readiness", "liveness"],
    readings: [
      {
        says: [
          /readiness/i,
          /liveness/i,
          /\bsame (?:thing|purpose|effect|meaning|job|role|result|way|consequence|comment)|\bidentical\b|\binterchangeabl\w*|\bequivalent\b|\bno (?:real )?difference\b|\bdo the same\b|\bboth restart\b|同じ(?:意味|役割|目的|もの|動作|こと|効果|働き|結果)|違いはない|区別はない|同様|どちらも.{0,12}再起動|両方とも.{0,12}再起動/i,
        ],
        unless: [/\bnot the same\b|differ(?:s|ent)\b|異な|違う|同じでは|while|whereas/i],
        denies: "either",
      },
      {
        says: [
          /readiness/i,
          /\bfail\w*|失敗/i,
          /\b(?:restart\w*|kill\w*|recreat\w*)\b|再起動|再作成|終了さ|強制終了/i,
        ],
        unless: [/liveness/i],
      },
      {
        says: [
          /liveness/i,
          /\bfail\w*|失敗/i,
          /\b(?:traffic|endpoints?|load balanc\w*|out of the service)\b|振り分け|トラフィック|エンドポイント|サービスから外/i,
        ],
        unless: [/readiness|restart|再起動/i],
      },
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
  {
    id: "X47",
    keys: ["hostaliases", "host aliases"],
    readings: [
      {
        says: [
          /host ?Aliases/i,
          /\b(?:overwrit\w*|replac\w*|overrid\w*|rewrit\w*|wip\w*|substitut\w*|instead of)\b|上書|置き換|書き換|差し替|置換/i,
        ],
        unless: [/\b(?:add\w*|append\w*|extra|keeps?)\b|追加|追記|残/i],
      },
    ],
    replaces: true,
    question: {
      en: "What does hostAliases do to /etc/hosts?",
      ja: "hostAliasesは/etc/hostsをどうする？",
    },
    now: { en: "It adds entries.", ja: "エントリを追加する。" },
    domains: ["CKA-NET"],
  },
  {
    id: "X54",
    keys: ["limit", "制限", "上限", "リミット"],
    readings: [
      {
        says: [
          /\blimits?\b|制限|上限|リミット/i,
          /\b(?:exceed\w*|over|beyond|above|more than|cross\w*|pass\w*|hits?|reach\w*|breach\w*)\b|超|オーバー|越え|達/i,
          KILLED,
        ],
        about: [/\bcontainers?\b|コンテナ|\bpods?\b|resources?|リソース/i],
        unless: [
          /memory|\bcpu\b|\boom|ephemeral|storage|throttl|メモリ|ストレージ|絞|スロットル|back-?off|quota|クォータ|rate|range/i,
        ],
      },
      {
        says: [
          /\bcpu\b/i,
          /\blimits?\b|制限|上限|リミット/i,
          /\b(?:exceed\w*|over|beyond|above|more than|cross\w*|pass\w*|hits?|reach\w*)\b|超|オーバー|越え|達/i,
          KILLED,
        ],
        unless: [/memory|throttl|メモリ|絞|スロットル/i],
      },
    ],
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
];
