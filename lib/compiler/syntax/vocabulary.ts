/** Names of Kubernetes that cards are tagged with, and the exam domain each belongs to. */

import { hasJapanese } from "./prose.ts";

type Entry = readonly [name: string, domain: string, pattern?: RegExp];

const ENTRIES: readonly Entry[] = [
  ["Pod", "CKA-WS", /\bPods?\b|ポッド/],
  ["Deployment", "CKA-WS"],
  ["ReplicaSet", "CKA-WS"],
  ["ReplicationController", "CKA-WS", /\bReplication ?Controllers?\b/i],
  ["StatefulSet", "CKA-WS"],
  ["DaemonSet", "CKA-WS"],
  ["Job", "CKAD-DES", /\bJobs?\b|(?<!クロン)ジョブ/],
  ["CronJob", "CKAD-DES"],
  ["Service", "CKA-NET", /\bServices?\b|サービス(?!アカウント)/],
  ["Ingress", "CKA-NET", /\bIngress(?:es)?\b/],
  ["Gateway", "CKA-NET", /\bGateway API\b|\bHTTPRoutes?\b/],
  ["NetworkPolicy", "CKA-NET", /\bNetwork ?Polic(?:y|ies)\b|ネットワークポリシー/i],
  ["EndpointSlice", "CKA-NET", /\bEndpoint(?:Slice)?s?\b/],
  ["DNS", "CKA-NET", /\bCoreDNS\b|\bDNS\b/],
  ["kube-proxy", "CKA-NET"],
  ["ClusterIP", "CKA-NET"],
  ["NodePort", "CKA-NET"],
  ["LoadBalancer", "CKA-NET", /\bLoad ?Balancers?\b|ロードバランサー?/i],
  ["ConfigMap", "CKAD-ENV"],
  ["Secret", "CKAD-ENV"],
  ["ResourceQuota", "CKAD-ENV"],
  ["LimitRange", "CKAD-ENV"],
  ["ServiceAccount", "CKS-HAR", /\bService ?Accounts?\b|サービスアカウント/i],
  ["RBAC", "CKS-HAR", /\bRBAC\b|\b(?:Cluster)?Role(?:Binding)?s?\b/],
  ["PersistentVolume", "CKA-STO", /\bPersistent ?Volumes?\b|\bPVs?\b/],
  ["PersistentVolumeClaim", "CKA-STO", /\bPersistent ?Volume ?Claims?\b|\bPVCs?\b/],
  ["StorageClass", "CKA-STO"],
  ["Volume", "CKA-STO", /\bVolumes?\b|ボリューム|\bemptyDir\b|\bhostPath\b/i],
  ["Namespace", "CKA-ARCH", /\bNamespaces?\b|名前空間/i],
  ["Node", "CKA-ARCH", /\bNodes?\b|ノード/],
  ["etcd", "CKA-ARCH"],
  ["kubelet", "CKA-ARCH"],
  ["kube-apiserver", "CKA-ARCH", /\b(?:kube-)?api-?server\b/i],
  ["kube-scheduler", "CKA-ARCH", /\b(?:kube-)?scheduler\b|スケジューラ/i],
  ["kube-controller-manager", "CKA-ARCH", /\bcontroller[- ]manager\b/i],
  ["Helm", "CKAD-DEP"],
  ["Kustomize", "CKAD-DEP", /\bkustomiz(?:e|ation)\b/i],
  ["HorizontalPodAutoscaler", "CKA-WS", /\bHorizontal ?Pod ?Autoscalers?\b|\bHPAs?\b/i],
  ["probe", "CKAD-OBS", /\b(?:liveness|readiness|startup) ?Probes?\b|\bprobes?\b|ヘルスチェック/i],
  ["taint", "CKA-WS", /\btaints?\b|\btolerations?\b/i],
  ["affinity", "CKA-WS", /\b(?:anti)?-?affinity\b|\bnodeSelector\b/i],
  ["rollout", "CKA-WS", /\brollouts?\b|\brollbacks?\b|ロールアウト|ロールバック|ローリング/i],
  ["kubectl", "CKAD-OBS"],
  ["container", "KCNA-FUND", /\bcontainers?\b|コンテナ/i],
];

const COMPILED = ENTRIES.map(([name, domain, pattern]) => ({
  name,
  domain,
  pattern: pattern ?? new RegExp(`\\b${name}s?\\b`, "i"),
}));

const JAPANESE = COMPILED.flatMap((entry, at) =>
  /[\u3040-\u9fff]/.test(entry.pattern.source) ? [{ at, pattern: entry.pattern }] : [],
);

/** First words of names that are two or three words. */
const PAIRED =
  /^(?:replication|network|gateway|load|service|persistent|controller|horizontal|liveness|readiness|startup|api)$/i;

export type Naming = { readonly tags: readonly string[]; readonly domains: readonly string[] };

const TAGS_MAX = 6;
const WORDS_MAX = 80;
const KNOWN_MAX = 20_000;
const known = new Map<string, readonly number[]>();

/** Which entries a word belongs to; words repeat, so that each is looked up once. */
function entriesOf(word: string): readonly number[] {
  const before = known.get(word);
  if (before !== undefined) return before;
  const found = COMPILED.flatMap(({ pattern }, at) => (pattern.test(word) ? [at] : []));
  if (known.size < KNOWN_MAX) known.set(word, found);
  return found;
}

function entriesIn(text: string): Set<number> {
  const entries = new Set<number>();
  const words = (text.match(/[A-Za-z][A-Za-z-]+/g) ?? []).slice(0, WORDS_MAX);
  words.forEach((word, at) => {
    for (const entry of entriesOf(word)) entries.add(entry);
    if (!PAIRED.test(word)) return;
    const phrase = words.slice(at, at + 3).join(" ");
    for (const entry of entriesOf(phrase)) entries.add(entry);
  });
  if (hasJapanese(text)) {
    for (const { at, pattern } of JAPANESE) if (pattern.test(text)) entries.add(at);
  }
  return entries;
}

/** Tags of the names in a text, and the domains of its first two. */
export function namesIn(text: string): Naming {
  const entries = [...entriesIn(text)].sort((a, b) => a - b).slice(0, TAGS_MAX);
  const found = entries.flatMap((at) => COMPILED[at] ?? []);
  const domains = [...new Set(found.map(({ domain }) => domain))].slice(0, 2);
  return { tags: found.map(({ name }) => name), domains };
}

/** Names in a text in the order in which they stand there. */
export function namesInOrder(text: string): readonly string[] {
  return COMPILED.map(({ name, pattern }) => ({ name, at: text.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
}
