/**
 * Terms of pod affinity and anti-affinity as the scheduler compares them with pods.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
import { matchesSelector } from "../../api/label.ts";
import type { Pod, PodAffinityTerm } from "../../api/types.generated.ts";

/** Which of the four sorts of terms: what must be and what is wished for, near or far. */
export type TermSort = "require" | "forbid" | "prefer" | "avoid";

export type AffinityTerm = {
  readonly sort: TermSort;
  readonly topologyKey: string;
  readonly weight: number;
  readonly namespaces: ReadonlySet<string>;
  readonly term: PodAffinityTerm;
  /** Equal for terms that ask for the same. */
  readonly signature: string;
};

type Labels = Readonly<Record<string, string>> | undefined;

/** The labels of a namespace. */
export type NamespaceLabels = (namespace: string) => Labels;

type Terms = Readonly<Record<TermSort, readonly AffinityTerm[]>>;

const NONE: Terms = { require: [], forbid: [], prefer: [], avoid: [] };
const cache = new WeakMap<Pod["spec"], Terms>();

export function termsOf(pod: Pod): Terms {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  if (podAffinity === undefined && podAntiAffinity === undefined) return NONE;
  const known = cache.get(pod.spec);
  if (known !== undefined) return known;
  const needed = "requiredDuringSchedulingIgnoredDuringExecution";
  const wished = "preferredDuringSchedulingIgnoredDuringExecution";
  const namespace = pod.metadata.namespace ?? "";
  const plain = (sort: TermSort, terms: readonly PodAffinityTerm[] = []) =>
    terms.map((term) => affinityTerm(sort, term, 1, namespace));
  const weighted = (
    sort: TermSort,
    terms: readonly { readonly weight: number; readonly podAffinityTerm: PodAffinityTerm }[] = [],
  ) => terms.map((one) => affinityTerm(sort, one.podAffinityTerm, one.weight, namespace));
  const terms: Terms = {
    require: plain("require", podAffinity?.[needed]),
    forbid: plain("forbid", podAntiAffinity?.[needed]),
    prefer: weighted("prefer", podAffinity?.[wished]),
    avoid: weighted("avoid", podAntiAffinity?.[wished]),
  };
  cache.set(pod.spec, terms);
  return terms;
}

function affinityTerm(
  sort: TermSort,
  term: PodAffinityTerm,
  weight: number,
  own: string,
): AffinityTerm {
  const named = term.namespaces ?? [];
  // Without any word on namespaces a term means the pod's own.
  const isOwn = named.length === 0 && term.namespaceSelector === undefined;
  const namespaces = new Set(isOwn ? [own] : named);
  const { labelSelector = null, namespaceSelector = null, topologyKey } = term;
  const parts = [sort, topologyKey, weight, [...namespaces], labelSelector, namespaceSelector];
  return { sort, topologyKey, weight, namespaces, term, signature: JSON.stringify(parts) };
}

export function termMatches(
  { namespaces, term }: AffinityTerm,
  pod: Pod,
  labelsOfNamespace: NamespaceLabels,
): boolean {
  const namespace = pod.metadata.namespace ?? "";
  const isMeant =
    namespaces.has(namespace) ||
    (term.namespaceSelector !== undefined &&
      matchesSelector(term.namespaceSelector, labelsOfNamespace(namespace)));
  return isMeant && matchesSelector(term.labelSelector, pod.metadata.labels);
}
