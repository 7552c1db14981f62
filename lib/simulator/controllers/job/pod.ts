/**
 * The pods of a Job: the finalizer by which each is counted once, and the index that an Indexed
 * Job gives them. https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode
 */
import { ApiError } from "../../api/error.ts";
import { isBeingDeleted, keyOf } from "../../api/object.ts";
import type { Container, EnvVar, Job, Pod, PodTemplateSpec } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";

const TRACKING = "batch.kubernetes.io/job-tracking";
const INDEX = "batch.kubernetes.io/job-completion-index";
const FAILURES = "batch.kubernetes.io/job-index-failure-count";
const IGNORED = "batch.kubernetes.io/job-index-ignored-failure-count";
const INDEX_ENV: EnvVar = {
  name: "JOB_COMPLETION_INDEX",
  valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: `metadata.labels['${INDEX}']` } },
};

export function isIndexed({ spec }: Job): boolean {
  return spec.completionMode === "Indexed";
}

export function isTracked({ metadata }: Pod): boolean {
  return metadata.finalizers?.includes(TRACKING) ?? false;
}

/** The pod's index; undefined where it has none that the Job asks for. */
export function indexOf({ spec }: Job, { metadata }: Pod): number | undefined {
  const text = metadata.annotations?.[INDEX];
  const index = text === undefined ? -1 : Number(text);
  return Number.isInteger(index) && index >= 0 && index < (spec.completions ?? 0)
    ? index
    : undefined;
}

export function indexFailures({ metadata }: Pod): number {
  return Number(metadata.annotations?.[FAILURES] ?? 0) || 0;
}

export function ignoredFailures({ metadata }: Pod): number {
  return Number(metadata.annotations?.[IGNORED] ?? 0) || 0;
}

/** Only pods that have really failed are replaced. */
export function replacesOnlyFailed({ spec }: Job): boolean {
  return spec.podReplacementPolicy === "Failed" || spec.podFailurePolicy !== undefined;
}

export function hasFailed(job: Job, pod: Pod): boolean {
  if (pod.status.phase === "Failed") return true;
  if (replacesOnlyFailed(job)) return false;
  return isBeingDeleted(pod) && pod.status.phase !== "Succeeded";
}

/** The counted pod may go; one that is gone already is fine. */
export function untrack(pod: Pod, { api, cache }: ControllerContext): void {
  const current = cache.get("Pod", keyOf(pod));
  if (current === undefined || !isTracked(current)) return;
  const { finalizers = [], ...metadata } = current.metadata;
  const rest = finalizers.filter((name) => name !== TRACKING);
  try {
    api.update<"Pod">({
      ...current,
      metadata: rest.length === 0 ? metadata : { ...metadata, finalizers: rest },
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 404) throw error;
  }
}

export type PodPlace = {
  readonly index: number;
  readonly failures: number;
  readonly ignored: number;
};

/** What a pod is made from, and the beginning of its name. */
export function podTemplate(
  job: Job,
  place: PodPlace | undefined,
): { readonly template: PodTemplateSpec; readonly prefix: string } {
  const { template } = job.spec;
  const finalizers = [...(template.metadata?.finalizers ?? []), TRACKING];
  const { name } = job.metadata;
  if (place === undefined) {
    return {
      prefix: `${name}-`,
      template: { ...template, metadata: { ...template.metadata, finalizers } },
    };
  }
  const index = String(place.index);
  const counts =
    job.spec.backoffLimitPerIndex === undefined
      ? {}
      : {
          [FAILURES]: String(place.failures),
          ...(place.ignored === 0 ? {} : { [IGNORED]: String(place.ignored) }),
        };
  const { annotations, labels } = template.metadata ?? {};
  const spec = template.spec ?? { containers: [] };
  return {
    prefix: `${name.slice(0, 63 - 7 - index.length)}-${index}-`,
    template: {
      metadata: {
        ...template.metadata,
        finalizers,
        annotations: { ...annotations, [INDEX]: index, ...counts },
        labels: { ...labels, [INDEX]: index },
      },
      spec: {
        ...spec,
        hostname: `${name}-${index}`,
        containers: spec.containers.map(withIndex),
        ...(spec.initContainers === undefined
          ? {}
          : { initContainers: spec.initContainers.map(withIndex) }),
      },
    },
  };
}

function withIndex(container: Container): Container {
  const env = container.env ?? [];
  if (env.some(({ name }) => name === INDEX_ENV.name)) return container;
  return { ...container, env: [...env, INDEX_ENV] };
}
