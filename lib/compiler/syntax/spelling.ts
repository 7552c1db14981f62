/**
 * Finds names of Kubernetes that are misspelt: a word that is no name itself, but one or two
 * letters away from a long one. Common English words are left alone; only the shapes that names
 * have (camel case, flags, resource names) are looked at.
 */

/** Fields, flags and resources that notes spell wrongly; all others are out of reach. */
const NAMES: readonly string[] = `
maxUnavailable maxSurge minReadySeconds revisionHistoryLimit progressDeadlineSeconds
terminationGracePeriodSeconds activeDeadlineSeconds backoffLimit ttlSecondsAfterFinished
restartPolicy imagePullPolicy imagePullSecrets serviceAccountName nodeSelector nodeAffinity
podAffinity podAntiAffinity topologySpreadConstraints topologyKey tolerationSeconds
livenessProbe readinessProbe startupProbe initialDelaySeconds periodSeconds timeoutSeconds
successThreshold failureThreshold envFrom valueFrom configMapRef configMapKeyRef secretKeyRef
secretRef valuesFrom fieldRef resourceFieldRef volumeMounts volumeClaimTemplates persistentVolumeClaim
storageClassName accessModes persistentVolumeReclaimPolicy volumeBindingMode mountPath subPath
emptyDir hostPath containerPort targetPort nodePort clusterIP externalName externalTrafficPolicy
internalTrafficPolicy sessionAffinity matchLabels matchExpressions podSelector namespaceSelector
policyTypes ipBlock ingressClassName parallelism completions completionMode concurrencyPolicy
startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit jobTemplate
securityContext runAsUser runAsGroup runAsNonRoot fsGroup readOnlyRootFilesystem
allowPrivilegeEscalation hostNetwork hostAliases dnsPolicy dnsConfig priorityClassName
preemptionPolicy initContainers ephemeralContainers updateStrategy podManagementPolicy
ownerReferences resourceVersion deletionTimestamp generateName apiVersion
--namespaced --namespace --all-namespaces --selector --field-selector --show-labels --dry-run
--from-literal --from-file --force --grace-period --ignore-daemonsets --delete-emptydir-data
--record --watch --output --replicas --to-revision --server-side --field-manager --recursive
persistentvolume persistentvolumes persistentvolumeclaim persistentvolumeclaims
horizontalpodautoscaler horizontalpodautoscalers networkpolicy networkpolicies
replicationcontroller replicationcontrollers serviceaccount serviceaccounts
customresourcedefinition customresourcedefinitions poddisruptionbudget poddisruptionbudgets
`
  .trim()
  .split(/\s+/);

/** Slips that no distance finds: the wrong word is short, or a word of its own elsewhere. */
const SLIPS: readonly (readonly [wrong: RegExp, right: string])[] = [
  [/\bpluglins?\b|\bplguins?\b|\bpulgins?\b/i, "plugin"],
  [/\bkubectl dif\b(?!f)|\bdif コマンド/, "kubectl diff"],
  [/\bEKAS\b/, "EKS"],
  [
    /\bDevelopments?\b(?= ?(?:と|や|・|,|and|→|->|\/) ?(?:a )?(?:ReplicaSet|StatefulSet|DaemonSet|Pod|Service))/,
    "Deployment",
  ],
  [
    /(?<=(?:ReplicaSet|StatefulSet|DaemonSet|Pod|Service)s?(?: ?(?:と|や|・|,|and|→|->|\/) ?(?:a )?))Developments?\b/,
    "Deployment",
  ],
  [/(?<=kubectl (?:\w+ )?)developments?\b|(?<=kind: ?)Development\b/, "Deployment"],
  [/\bkuberne?tis\b|\bkubernets\b|\bkuberentes\b|\bkubenetes\b|\bkubernates\b/i, "Kubernetes"],
  [/\bkubeclt\b|\bkubctl\b|\bkubetcl\b|\bkubecetl\b/i, "kubectl"],
  [
    /\bk9s\b(?=(?:とは|は)?.{0,20}(?:Kubernetesの略|short for Kubernetes|abbreviat|略称))|(?:Kubernetes|クバネティス).{0,20}(?:略|short|abbreviat\w*).{0,10}\bk9s\b/i,
    "k8s",
  ],
];

const CANDIDATE = /--[a-z]+(?:-[a-z]+)*|\b[A-Za-z]{7,}\b/g;
const SHAPE = /^--[a-z-]{6,}$|^[a-z]+[A-Z][A-Za-z]*$|^[a-z]{12,}$/;
/** From this length on two letters may be wrong, below it one. */
const LONG = 10;

const singular = (name: string): string => name.toLowerCase().replace(/s$/, "");
const KNOWN = new Map(NAMES.map((name) => [singular(name), name]));

export type Misspelling = { readonly wrong: string; readonly right: string };

export function misspellings(text: string): readonly Misspelling[] {
  const found = new Map<string, string>();
  for (const [pattern, right] of SLIPS) {
    const wrong = pattern.exec(text)?.[0];
    if (wrong !== undefined) found.set(wrong, right);
  }
  for (const [word] of text.matchAll(CANDIDATE)) {
    const right = SHAPE.test(word) ? nearestName(word) : undefined;
    if (right !== undefined) found.set(word, right);
  }
  return [...found].map(([wrong, right]) => ({ wrong, right }));
}

function nearestName(word: string): string | undefined {
  const key = singular(word);
  if (KNOWN.has(key)) return undefined;
  const most = key.length >= LONG ? 2 : 1;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const [known, name] of KNOWN) {
    if (Math.abs(known.length - key.length) > most || known[0] !== key[0]) continue;
    const distance = distanceOf(key, known);
    if (distance <= most && distance < (best?.distance ?? most + 1)) best = { name, distance };
  }
  return best?.name;
}

/** Letters to put in, take out, change or swap with their neighbour. */
function distanceOf(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
