/** Claims about volumes, tokens and the security of Pods. */
import type { Claim } from "./claim.ts";
import { CREATED, OLD_NEWS, STABLE } from "./word.ts";

export const STORAGE_CLAIMS: readonly Claim[] = [
  {
    id: "X09",
    keys: ["podsecuritypolic", "pod security polic", "psp", "podセキュリティポリシー"],
    readings: [
      {
        says: [/Pod ?Security ?Polic(?:y|ies)|\bPSPs?\b|Podセキュリティポリシー/i],
        unless: [OLD_NEWS, /1\.25|Pod Security (?:Admission|Standard)/i],
      },
    ],
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
    id: "X15",
    keys: [
      "flexvolume",
      "flex volume",
      "in-tree",
      "in tree",
      "インツリー",
      "flocker",
      "quobyte",
      "glusterfs",
      "cephfs",
    ],
    readings: [
      {
        says: [
          /\bFlex ?Volumes?\b|in[- ]tree (?:volume |storage |cloud )?(?:driver|plugin|provider)s?|インツリー|\b(?:flocker|quobyte|glusterfs|cephfs)\b/i,
        ],
        unless: [OLD_NEWS, /\bCSI\b/],
      },
    ],
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
    readings: [{ says: [/\bgitRepo\b/i], unless: [OLD_NEWS, /init ?(?:コンテナ|container)/i] }],
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
    keys: ["token", "トークン", "secret", "シークレット"],
    readings: [
      {
        says: [
          /\btokens?\b|トークン/i,
          /\baccounts?\b|アカウント|\bSA\b/i,
          CREATED,
          /\b(?:automatic\w*|each|every|always|by default|default accounts?|permanent|per account|token controller|namespace is created)\b|自動|各|ごと|毎|すべて|全て|デフォルト|既定|トークンコントローラ|必ず/i,
        ],
        unless: [
          OLD_NEWS,
          /TokenRequest|1\.24|\bbound\b|expir|short-lived|projected|kubectl create token|time-limited|期限|短命|投影|寿命|有効期間/i,
        ],
      },
    ],
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
    id: "X30",
    keys: [
      "user namespace",
      "userns",
      "ユーザー名前空間",
      "ユーザ名前空間",
      "user name space",
      "ユーザーネームスペース",
    ],
    readings: [
      {
        says: [
          /user ?name ?spaces?|userns|ユーザー?(?:名前空間|ネームスペース)/i,
          /\b(?:alpha|beta|new|experimental|recent\w*|preview|feature gate|just|upcoming)\b|アルファ|ベータ|新し|新機能|実験|最近|プレビュー/i,
        ],
        unless: [STABLE, /1\.36/],
      },
    ],
    replaces: true,
    question: {
      en: "What is the status of user namespaces for Pods?",
      ja: "Podのユーザー名前空間の安定性は？",
    },
    now: { en: "Stable since 1.36.", ja: "1.36で安定版。" },
    domains: ["CKS-MIN"],
  },
];
