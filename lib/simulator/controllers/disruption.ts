/**
 * Keeps the status of PodDisruptionBudgets true: how many pods are healthy, how many must be, and
 * how many may go now.
 * https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 *
 * Not simulated: custom resources with a scale of their own as owners of pods.
 */
import { sameJson } from "../api/json.ts";
import { matchesSelector } from "../api/label.ts";
import { isBeingDeleted, type KubeObject, keyOf } from "../api/object.ts";
import { formatTime, parseTime } from "../api/time.ts";
import type { Condition, Pod, PodDisruptionBudget } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { expectationOf } from "./disruption/expectation.ts";
import { selectorText } from "./disruption/selector-text.ts";
import { isReady } from "./pod-state.ts";

/** An eviction that the server allowed and that nobody saw is taken back after this. */
const DELETION_TIMEOUT_MS = 120_000;

export const disruptionController: Controller = {
  name: "controllermanager",
  for: "PodDisruptionBudget",
  watches: [{ kind: "Pod", keysFor: budgetsOver }],

  reconcile(key, context) {
    const budget = context.cache.get("PodDisruptionBudget", key);
    if (budget === undefined || isBeingDeleted(budget)) return "done";
    const pods = podsOf(budget, context.cache);
    if (pods.length === 0) context.event(budget, "Normal", "NoPods", "No matching pods found");
    const expectation = expectationOf(budget, pods, context.cache);
    if ("error" in expectation) {
      const why = `Failed to calculate the number of expected pods: ${expectation.error}`;
      context.event(budget, "Warning", "CalculateExpectedPodCountFailed", why);
      write(context, budget, failSafe(budget, expectation.error, context.nowMs));
      return "done";
    }
    if (expectation.unmanaged) tellUnmanaged(budget, context);
    const { disrupted, recheckAtMs } = disruptedPods(budget, pods, context);
    const healthy = pods.filter((pod) => !(pod.metadata.name in disrupted) && isHealthy(pod));
    const { desired, expected } = expectation;
    const spare = healthy.length - desired;
    const allowed = expected <= 0 || spare <= 0 ? 0 : spare;
    write(context, budget, {
      conditions: conditionsOf(budget, allowed, context.nowMs),
      currentHealthy: healthy.length,
      desiredHealthy: desired,
      ...(Object.keys(disrupted).length === 0 ? {} : { disruptedPods: disrupted }),
      disruptionsAllowed: allowed,
      expectedPods: expected,
      ...generationOf(budget),
    });
    return recheckAtMs === undefined ? "done" : { requeueAtMs: recheckAtMs };
  },
};

type Status = PodDisruptionBudget["status"];

function budgetsOver({ metadata }: KubeObject, cache: Cache): readonly string[] {
  return cache
    .list("PodDisruptionBudget", metadata.namespace ?? "")
    .filter(({ spec }) => matchesSelector(spec.selector, metadata.labels))
    .map(keyOf);
}

function podsOf({ metadata, spec }: PodDisruptionBudget, cache: Cache): readonly Pod[] {
  return cache
    .list("Pod", metadata.namespace ?? "")
    .filter((pod) => matchesSelector(spec.selector, pod.metadata.labels));
}

function isHealthy(pod: Pod): boolean {
  return !isBeingDeleted(pod) && isReady(pod);
}

function generationOf({ metadata }: PodDisruptionBudget) {
  const { generation } = metadata;
  return generation === undefined ? {} : { observedGeneration: generation };
}

function write(context: ControllerContext, budget: PodDisruptionBudget, status: Status): void {
  if (sameJson(status, budget.status)) return;
  context.api.updateStatus<"PodDisruptionBudget">({ ...budget, status });
}

function tellUnmanaged(budget: PodDisruptionBudget, { event }: ControllerContext): void {
  const which = `Pods selected by this PodDisruptionBudget (selector: ${selectorText(budget.spec.selector)})`;
  const why =
    "were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior.";
  const remedy =
    'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.';
  event(budget, "Warning", "UnmanagedPods", `${which} ${why} ${remedy}`);
}

/** Pods that the server let go and that are still there, for as long as it may take. */
function disruptedPods(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  { event, nowMs }: ControllerContext,
) {
  const disrupted: Record<string, string> = {};
  let recheckAtMs: number | undefined;
  for (const pod of pods) {
    const since = budget.status.disruptedPods?.[pod.metadata.name];
    if (since === undefined || isBeingDeleted(pod)) continue;
    const untilMs = (parseTime(since) ?? nowMs) + DELETION_TIMEOUT_MS;
    if (untilMs <= nowMs) {
      const what = `Pod was expected by PDB ${keyOf(budget)} to be deleted but it wasn't`;
      event(pod, "Warning", "NotDeleted", what);
      continue;
    }
    disrupted[pod.metadata.name] = since;
    recheckAtMs = Math.min(recheckAtMs ?? untilMs, untilMs);
  }
  return { disrupted, recheckAtMs };
}

function failSafe(budget: PodDisruptionBudget, message: string, nowMs: number): Status {
  const failed = { message, reason: "SyncFailed", status: "False" as const };
  return {
    ...budget.status,
    conditions: [conditionWith(budget, failed, nowMs)],
    disruptionsAllowed: 0,
    ...generationOf(budget),
  };
}

function conditionsOf(budget: PodDisruptionBudget, allowed: number, nowMs: number) {
  const said =
    allowed > 0
      ? { message: "", reason: "SufficientPods", status: "True" as const }
      : { message: "", reason: "InsufficientPods", status: "False" as const };
  return [conditionWith(budget, said, nowMs)];
}

function conditionWith(
  budget: PodDisruptionBudget,
  said: Pick<Condition, "message" | "reason" | "status">,
  nowMs: number,
): Condition {
  const type = "DisruptionAllowed";
  const before = budget.status.conditions?.find((one) => one.type === type);
  const lastTransitionTime =
    before?.status === said.status ? before.lastTransitionTime : formatTime(nowMs);
  return { lastTransitionTime, ...generationOf(budget), ...said, type };
}
