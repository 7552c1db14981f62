/** Claims about kubectl. */
import type { Claim } from "./claim.ts";
import { COMPARED, DELETED, EVERY } from "./word.ts";

export const KUBECTL_CLAIMS: readonly Claim[] = [
  {
    id: "X40",
    keys: ["server-side", "server side", "serverside", "サーバーサイド", "サーバサイド"],
    readings: [
      {
        says: [
          /server[- ]?side[- ]?appl(?:y|ies)|サーバー?サイド(?:の)?(?:apply|アプライ|適用)|--server-side/i,
          COMPARED,
          /\b(?:manifests?|state|live|current|last|files?|yaml|objects?)\b|マニフェスト|状態|現在|オブジェクト|ファイル/i,
        ],
        unless: [
          /\bowner\w*|\bown(?:s|ed)?\b|field manager|managers?\b|managedFields|所有|管理者|マネージャ/i,
        ],
      },
    ],
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
    readings: [
      {
        says: [/\bprun(?:e|es|ing)\b/i, DELETED, EVERY],
        unless: [
          /\b(?:applied (?:before|earlier|previously)|previously|last-applied|only (?:the|those)|earlier|allowlist|once applied)\b|以前|last-applied|過去に|適用済|かつて|applyした|applyされ/i,
        ],
      },
    ],
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
    readings: [
      {
        says: [
          /\bget all\b/i,
          /\b(?:every|everything|entire|whole|any|all (?:of )?(?:the |your |its |kinds of )?(?:resources?|objects?|kinds?|things?)|complete)\b|全(?:て|部)?の?(?:リソース|オブジェクト|種類)|すべて|全て|ほとんど|ほぼ|網羅|一通り/i,
        ],
        unless: [
          /categor|カテゴリ|except|exclud|ConfigMap|Secret|含まれない|除|subset|\bonly\b|一部|だけ/i,
        ],
      },
    ],
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
    keys: ["logs"],
    readings: [
      {
        says: [
          /\blogs?\b.{0,60}(?:--selector|(?<!\w)-l\b|selector|label)|(?:--selector|selector|(?<!\w)-l\b|セレクタ|ラベル).{0,60}\blogs?\b/i,
          /\b(?:follow\w*|watch\w*|stream\w*|keeps?|kept|continu\w*|live|real[- ]?time|forever|on and on)\b|追|監視|流れ続|表示し続|リアルタイム|継続|続け/i,
        ],
        unless: [/(?<![\w-])-f\b|--follow|last (?:ten|10)|10 ?行|--tail/i],
      },
    ],
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
    keys: ["extension", "suffix", "拡張子"],
    readings: [
      {
        says: [
          /\bextensions?\b|\bsuffix(?:es)?\b|拡張子/i,
          /\b(?:remov\w*|strip\w*|drop\w*|without|omit\w*|delet\w*|cut|rid of|leave out|no)\b|外|取(?:り|る|って)|削|除|消|なし|無し|付けない|つけない/i,
          /\bkeys?\b|file ?names?|キー|ファイル名/i,
        ],
        about: [/from-file|config ?map|secret|コンフィグマップ|シークレット/i],
        unless: [
          /from-file=[\w.-]+=|key=|=path|\b(?:any|another|other|custom|different) (?:name|key)|任意|別の|自由/i,
        ],
        denies: "either",
      },
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
];
