/**
 * Reads one metric of an autoscaler: how many replicas it asks for, and what its status tells.
 * Refusals carry the words that the conditions and events of a real cluster have.
 *
 * Not simulated: selectors of metrics; a script knows them by name.
 */
import { amountOf } from "../../api/amount.ts";
import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  Pod,
} from "../../api/types.generated.ts";
import type { Metrics } from "../../metrics/metrics.ts";
import {
  ceil,
  groupPods,
  isWithin,
  type PodMetrics,
  replicasFor,
  type Tolerances,
} from "./calculate.ts";

export type MetricQuery = {
  readonly autoscaler: HorizontalPodAutoscaler;
  readonly pods: readonly Pod[];
  readonly current: number;
  readonly statusReplicas: number;
  readonly metrics: Metrics;
  readonly tolerances: Tolerances;
  readonly nowMs: number;
};

export type MetricAnswer = {
  readonly replicas: number;
  readonly name: string;
  readonly status: MetricStatus;
};

/** A metric that cannot be read: why, in the words of its condition. */
export class MetricError extends Error {
  override readonly name = "MetricError";
  readonly reason: string;
  /** The same from one step further out, as the event of the whole tells it. */
  readonly outer: string;

  constructor(reason: string, message: string, outer: string) {
    super(message);
    this.reason = reason;
    this.outer = outer;
  }
}

const NOT_SERVED = "the server could not find the requested resource";
const NO_METRICS = "did not receive metrics for targeted pods (pods might be unready)";

export function readMetric(spec: MetricSpec, query: MetricQuery): MetricAnswer {
  switch (spec.type) {
    case "Resource":
      return resourceMetric(spec, query);
    case "ContainerResource":
      return resourceMetric(spec, query);
    case "Pods":
      return podsMetric(spec, query);
    case "Object":
      return objectMetric(spec, query);
    default:
      return externalMetric(spec, query);
  }
}

function resourceMetric(spec: MetricSpec, query: MetricQuery): MetricAnswer {
  const { containerResource } = spec;
  const source = containerResource ?? spec.resource ?? { name: "cpu", target: { type: "" } };
  const { name: resource, target } = source;
  const kind = containerResource === undefined ? "resource" : "container";
  const reason =
    containerResource === undefined
      ? "FailedGetResourceMetric"
      : "FailedGetContainerResourceMetric";
  const isUtilization = target.averageUtilization !== undefined;
  const fail = (why: string): never => {
    const inner = `failed to get ${resource} ${isUtilization ? "utilization" : "usage"}: ${why}`;
    throw new MetricError(
      reason,
      inner,
      `failed to get ${resource} ${kind} metric value: ${inner}`,
    );
  };
  const usage = usageByPod(resource, query, fail);
  const groups = groupPods(query.pods, usage, resource, query.nowMs);
  if (groups.measured.size === 0) fail(NO_METRICS);
  const { current, tolerances } = query;
  const average = sum(groups.measured) / groups.measured.size;
  const container =
    containerResource === undefined ? "" : ` container ${containerResource.container}`;
  const told = (value: object) =>
    containerResource === undefined
      ? { type: spec.type, resource: { name: resource, current: value } }
      : {
          type: spec.type,
          containerResource: {
            name: resource,
            container: containerResource.container,
            current: value,
          },
        };
  if (!isUtilization) {
    const wanted = milliOf(target.averageValue);
    const ratioOf = (metrics: PodMetrics) => sum(metrics) / metrics.size / wanted;
    const question = { current, groups, tolerances, ratioOf, fallback: () => wanted };
    const status = told({ averageValue: milliText(average) });
    return { replicas: replicasFor(question), name: `${resource}${container} resource`, status };
  }
  const percent = target.averageUtilization ?? 0;
  const requests = requestsByPod(resource, query, containerResource?.container, fail);
  const utilization = (metrics: PodMetrics) => {
    const asked = [...metrics.keys()].reduce((total, pod) => total + (requests.get(pod) ?? 0), 0);
    return Math.trunc((sum(metrics) * 100) / asked);
  };
  const question = {
    current,
    groups,
    tolerances,
    ratioOf: (metrics: PodMetrics) => utilization(metrics) / percent,
    fallback: (pod: string) => ((requests.get(pod) ?? 0) * Math.max(100, percent)) / 100,
  };
  return {
    replicas: replicasFor(question),
    name: `${resource}${container} resource utilization (percentage of request)`,
    status: told({
      averageUtilization: utilization(groups.measured),
      averageValue: milliText(average),
    }),
  };
}

function usageByPod(
  resource: string,
  { metrics, nowMs, pods }: MetricQuery,
  fail: (why: string) => never,
): PodMetrics {
  const before = `unable to get metrics for resource ${resource}: `;
  const api = "unable to fetch metrics from resource metrics API: ";
  if (!metrics.isServed) fail(`${before}${api}${NOT_SERVED} (get pods.metrics.k8s.io)`);
  const found = new Map<string, number>();
  for (const pod of pods) {
    const usage = pod.status.phase === "Running" ? metrics.usageOf(pod, nowMs) : undefined;
    if (usage === undefined) continue;
    found.set(pod.metadata.name, resource === "memory" ? usage.memory * 1000 : usage.cpu);
  }
  if (found.size === 0) fail(`${before}no metrics returned from resource metrics API`);
  return found;
}

// In thousandths: cores and bytes alike.
function requestsByPod(
  resource: string,
  { pods }: MetricQuery,
  container: string | undefined,
  fail: (why: string) => never,
): ReadonlyMap<string, number> {
  const requests = new Map<string, number>();
  for (const { metadata, spec } of pods) {
    let total = 0;
    for (const one of spec.containers) {
      if (container !== undefined && one.name !== container) continue;
      const asked = one.resources?.requests?.[resource];
      if (asked === undefined) {
        fail(`missing request for ${resource} in container ${one.name} of Pod ${metadata.name}`);
      }
      total += milliOf(asked);
    }
    requests.set(metadata.name, total);
  }
  return requests;
}

function podsMetric({ pods: source, type }: MetricSpec, query: MetricQuery): MetricAnswer {
  const { metrics, nowMs, current, tolerances } = query;
  const name = source?.metric.name ?? "";
  const fail = (why: string): never => {
    const inner = `unable to get metric ${name}: ${why}`;
    throw new MetricError(
      "FailedGetPodsMetric",
      inner,
      `failed to get pods metric value: ${inner}`,
    );
  };
  if (!metrics.hasCustom) fail(NO_CUSTOM);
  const found = new Map<string, number>();
  for (const pod of query.pods) {
    const value = metrics.custom(name, nowMs, pod);
    if (value !== undefined) found.set(pod.metadata.name, value);
  }
  const groups = groupPods(query.pods, found, "", nowMs);
  if (groups.measured.size === 0) fail(NO_METRICS);
  const wanted = milliOf(source?.target.averageValue);
  const ratioOf = (all: PodMetrics) => sum(all) / all.size / wanted;
  const question = { current, groups, tolerances, ratioOf, fallback: () => wanted };
  const value = { averageValue: milliText(sum(groups.measured) / groups.measured.size) };
  return {
    replicas: replicasFor(question),
    name: `pods metric ${name}`,
    status: { type, pods: { metric: source?.metric ?? { name }, current: value } },
  };
}

const NO_CUSTOM =
  "unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered";

function objectMetric({ object: source, type }: MetricSpec, query: MetricQuery): MetricAnswer {
  const name = source?.metric.name ?? "";
  const { kind = "", name: objectName = "" } = source?.describedObject ?? {};
  const { namespace } = query.autoscaler.metadata;
  const value = query.metrics.custom(name, query.nowMs);
  if (value === undefined) {
    const why = query.metrics.hasCustom
      ? `unable to fetch metrics from custom metrics API: the server could not find the metric ${name} for ${kind} ${objectName}`
      : NO_CUSTOM;
    const inner = `unable to get metric ${name}: ${kind} on ${namespace} ${objectName}/${why}`;
    throw new MetricError(
      "FailedGetObjectMetric",
      inner,
      `failed to get object metric value: ${inner}`,
    );
  }
  const { current, replicas } = fromTotal(value, source?.target, query);
  const described = source?.describedObject ?? { kind, name: objectName };
  const metric = source?.metric ?? { name };
  return {
    replicas,
    name: `${kind} metric ${name}`,
    status: { type, object: { describedObject: described, metric, current } },
  };
}

function externalMetric({ external: source, type }: MetricSpec, query: MetricQuery): MetricAnswer {
  const name = source?.metric.name ?? "";
  const value = query.metrics.external(name, query.nowMs);
  if (value === undefined) {
    const { namespace } = query.autoscaler.metadata;
    const api = "unable to fetch metrics from external metrics API: ";
    const why = `${NOT_SERVED} (get ${name}.external.metrics.k8s.io)`;
    const inner = `unable to get external metric ${namespace}/${name}/nil: ${api}${why}`;
    const outer = `failed to get ${name} external metric value: ${inner}`;
    throw new MetricError("FailedGetExternalMetric", inner, outer);
  }
  const { current, replicas } = fromTotal(value, source?.target, query);
  return {
    replicas,
    name: `external metric ${name}(nil)`,
    status: { type, external: { metric: source?.metric ?? { name }, current } },
  };
}

/** One number for all pods: by its value, or shared among them. */
function fromTotal(value: number, target: MetricTarget | undefined, query: MetricQuery) {
  const { current, pods, statusReplicas, tolerances } = query;
  if (target?.averageValue !== undefined) {
    const wanted = milliOf(target.averageValue);
    const ratio = value / (wanted * statusReplicas);
    const replicas = isWithin(tolerances, ratio) ? current : ceil(value / wanted);
    const average = statusReplicas === 0 ? 0 : value / statusReplicas;
    return { replicas, current: { averageValue: milliText(average) } };
  }
  const ratio = value / milliOf(target?.value);
  const running = pods.filter(({ status }) => status.phase === "Running").length;
  const replicas = isWithin(tolerances, ratio) ? current : ceil(ratio * running);
  return { replicas, current: { value: milliText(value) } };
}

function sum(metrics: PodMetrics): number {
  let total = 0;
  for (const value of metrics.values()) total += value;
  return total;
}

// amountOf counts cpu in thousandths, whatever the quantity is of.
function milliOf(text: string | number | undefined): number {
  return amountOf("cpu", text);
}

function milliText(milli: number): string {
  const rounded = Math.trunc(milli);
  return rounded % 1000 === 0 ? String(rounded / 1000) : `${rounded}m`;
}
