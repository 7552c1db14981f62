/**
 * Eviction: a delete that asks the pod's disruption budget first.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/
 */
import { ApiError, badRequest, forbidden } from "../../api/error.ts";
import { matchesSelector } from "../../api/label.ts";
import { isBeingDeleted, type KubeObject } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type {
  Condition,
  Eviction,
  Pod,
  PodCondition,
  PodDisruptionBudget,
} from "../../api/types.generated.ts";
import type { RequestOptions } from "../request.ts";
import type { RestContext } from "../rest/context.ts";
import { deleteThis } from "../rest/delete.ts";
import { requireObject } from "../rest/require.ts";
import { success } from "./success.ts";

const VIOLATES = "Cannot evict pod as it would violate the pod's disruption budget.";
const BUDGETS = { group: "policy", resource: "poddisruptionbudgets" };
/** So many evictions may wait until the controller has seen them. */
const DISRUPTED_MAX = 2000;
const RETRY_SECONDS = 10;

export function evictPod(context: RestContext): KubeObject {
  const { request, store } = context;
  const body = request.body as Partial<Eviction>;
  if (body.metadata?.name !== request.name)
    throw badRequest("name in URL does not match name in Eviction object");
  const found = requireObject(context);
  const pod = found as unknown as Pod;
  const options = optionsOf(context, body);
  const isDry = options.dryRun === true;
  const { phase } = pod.status;
  // Who does not serve yet, or no longer, disrupts nothing by going.
  const isIdle = phase === "Pending" || phase === "Succeeded" || phase === "Failed";
  if (!isIdle && !isBeingDeleted(pod)) askBudget(context, pod, isDry);
  const place = { ...context, request: { ...request, verb: "delete" as const, options } };
  if (!isDry) store.replace(withReason(context, pod), request.component);
  deleteThis(place, isDry ? found : requireObject(context));
  return success();
}

function optionsOf({ request }: RestContext, body: Partial<Eviction>): RequestOptions {
  const { dryRun, gracePeriodSeconds, preconditions, propagationPolicy } = body.deleteOptions ?? {};
  const isDry = request.options?.dryRun === true || dryRun?.includes("All") === true;
  return {
    ...(isDry ? { dryRun: true } : {}),
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(preconditions === undefined
      ? {}
      : { preconditions: preconditions as NonNullable<RequestOptions["preconditions"]> }),
    ...(propagationPolicy === undefined
      ? {}
      : {
          propagationPolicy: propagationPolicy as NonNullable<RequestOptions["propagationPolicy"]>,
        }),
  };
}

function withReason({ engine }: RestContext, pod: Pod): KubeObject {
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== "DisruptionTarget");
  const condition: PodCondition = {
    lastProbeTime: null as unknown as undefined,
    lastTransitionTime: formatTime(engine.nowMs),
    message: "Eviction API: evicting",
    observedGeneration: pod.metadata.generation,
    reason: "EvictionByEvictionAPI",
    status: "True",
    type: "DisruptionTarget",
  };
  const status = { ...pod.status, conditions: [...others, condition] };
  return { ...pod, status } as unknown as KubeObject;
}

/** Throws when the budget does not allow it; else takes one off the budget. */
function askBudget(context: RestContext, pod: Pod, isDry: boolean): void {
  const budgets = budgetsOver(context, pod);
  const [budget] = budgets;
  if (budget === undefined) return;
  if (budgets.length > 1) {
    const why =
      "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.";
    throw new ApiError(500, "", why);
  }
  if (!isReady(pod) && mayGoUnready(budget)) return;
  const disrupted = disrupting(context, budget, pod.metadata.name);
  if (!isDry) context.store.replace(disrupted as unknown as KubeObject, context.request.component);
}

function budgetsOver({ store }: RestContext, pod: Pod): readonly PodDisruptionBudget[] {
  const { labels = {}, namespace } = pod.metadata;
  if (Object.keys(labels).length === 0) return [];
  const all = store.list("PodDisruptionBudget") as unknown as readonly PodDisruptionBudget[];
  return all.filter(
    ({ metadata, spec }) =>
      metadata.namespace === namespace && matchesSelector(spec.selector, labels),
  );
}

function mayGoUnready({ spec, status }: PodDisruptionBudget): boolean {
  if (spec.unhealthyPodEvictionPolicy === "AlwaysAllow") return true;
  return status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy;
}

function isReady({ status }: Pod): boolean {
  return status.conditions?.some((one) => one.type === "Ready" && one.status === "True") ?? false;
}

function disrupting(
  { engine }: RestContext,
  budget: PodDisruptionBudget,
  podName: string,
): PodDisruptionBudget {
  const { metadata, status } = budget;
  const { conditions = [], disruptedPods = {}, disruptionsAllowed = 0 } = status;
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    const cause = `The disruption budget ${metadata.name} is still being processed by the server.`;
    throw tooMany(cause, RETRY_SECONDS);
  }
  if (disruptionsAllowed < 0)
    throw forbidden(BUDGETS, metadata.name, "pdb disruptions allowed is negative");
  if (Object.keys(disruptedPods).length > DISRUPTED_MAX) {
    const why = "DisruptedPods map too big - too many evictions not confirmed by PDB controller";
    throw forbidden(BUDGETS, metadata.name, why);
  }
  if (disruptionsAllowed === 0) {
    const { currentHealthy, desiredHealthy } = status;
    const needs = `needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
    throw tooMany(`The disruption budget ${metadata.name} ${needs}`, 0);
  }
  const now = formatTime(engine.nowMs);
  const left = disruptionsAllowed - 1;
  const next = {
    ...status,
    conditions: left > 0 ? conditions : conditions.map((one) => exhausted(one, status, now)),
    disruptedPods: { ...disruptedPods, [podName]: now },
    disruptionsAllowed: left,
  };
  return { ...budget, status: next };
}

function exhausted(
  condition: Condition,
  { observedGeneration }: PodDisruptionBudget["status"],
  now: string,
): Condition {
  if (condition.type !== "DisruptionAllowed") return condition;
  return {
    ...condition,
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
    ...(condition.status === "False" ? {} : { lastTransitionTime: now }),
    message: "",
    reason: "InsufficientPods",
    status: "False",
  };
}

function tooMany(cause: string, retryAfterSeconds: number): ApiError {
  const causes = [{ reason: "DisruptionBudget", message: cause }];
  const retry = retryAfterSeconds === 0 ? {} : { retryAfterSeconds };
  return new ApiError(429, "TooManyRequests", VIOLATES, { causes, ...retry });
}
