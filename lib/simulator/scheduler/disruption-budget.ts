/** Which of some pods cannot be taken without breaking a PodDisruptionBudget. */
import { matchesSelector } from "../api/label.ts";
import type { Pod, PodDisruptionBudget } from "../api/types.generated.ts";

/** The pods are taken in the order given; each uses up what the budgets on it still allow. */
export function violatesBudget(
  pods: readonly Pod[],
  budgets: readonly PodDisruptionBudget[],
): (pod: Pod) => boolean {
  if (budgets.length === 0) return () => false;
  const allowed = budgets.map(({ status }) => status.disruptionsAllowed);
  const violating = new Set<Pod>();
  for (const pod of pods) {
    budgets.forEach((budget, at) => {
      if (!covers(budget, pod)) return;
      // It is on its way already and counted in the budget.
      if (budget.status.disruptedPods?.[pod.metadata.name] !== undefined) return;
      const left = (allowed[at] ?? 0) - 1;
      allowed[at] = left;
      if (left < 0) violating.add(pod);
    });
  }
  return (pod) => violating.has(pod);
}

function covers({ metadata, spec }: PodDisruptionBudget, pod: Pod): boolean {
  if (metadata.namespace !== pod.metadata.namespace) return false;
  if (Object.keys(pod.metadata.labels ?? {}).length === 0) return false;
  const { matchExpressions = [], matchLabels = {} } = spec.selector ?? {};
  if (matchExpressions.length === 0 && Object.keys(matchLabels).length === 0) return false;
  return matchesSelector(spec.selector, pod.metadata.labels);
}
