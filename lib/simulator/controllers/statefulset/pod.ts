/**
 * The pods of a StatefulSet: their ordinals, names and labels, and whether they are well.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity
 */
import { type Draft, isBeingDeleted } from "../../api/object.ts";
import type {
  ControllerRevision,
  Pod,
  PodTemplateSpec,
  StatefulSet,
  Volume,
} from "../../api/types.generated.ts";
import { controllerReference } from "../owner.ts";
import { availableAtMs, isReady } from "../pod-state.ts";

export const POD_NAME = "statefulset.kubernetes.io/pod-name";
const POD_INDEX = "apps.kubernetes.io/pod-index";
export const REVISION_LABEL = "controller-revision-hash";

const NAME = /^(.*)-([0-9]+)$/;

/** The ordinal of a pod of this set; undefined for a name that no pod of it has. */
export function ordinalOf(set: StatefulSet, name: string): number | undefined {
  const match = NAME.exec(name);
  if (match === null || match[1] !== set.metadata.name) return undefined;
  const ordinal = Number(match[2]);
  return ordinal > 2 ** 31 - 1 ? undefined : ordinal;
}

export function firstOrdinal({ spec }: StatefulSet): number {
  return spec.ordinals?.start ?? 0;
}

export function podName({ metadata }: StatefulSet, ordinal: number): string {
  return `${metadata.name}-${ordinal}`;
}

export function claimName(set: StatefulSet, template: string, ordinal: number): string {
  return `${template}-${podName(set, ordinal)}`;
}

export function draftPod(
  set: StatefulSet,
  template: PodTemplateSpec,
  revision: ControllerRevision,
  ordinal: number,
): Draft<Pod> {
  const name = podName(set, ordinal);
  const { labels, annotations, finalizers } = template.metadata ?? {};
  const { volumes = [], ...spec } = template.spec ?? { containers: [] };
  const claims: readonly Volume[] = (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => ({
    name: metadata.name,
    persistentVolumeClaim: { claimName: claimName(set, metadata.name, ordinal) },
  }));
  const claimed = new Set(claims.map((volume) => volume.name));
  const all = [...claims, ...volumes.filter((volume) => !claimed.has(volume.name))];
  const { serviceName } = set.spec;
  return {
    metadata: {
      generateName: `${set.metadata.name}-`,
      name,
      namespace: set.metadata.namespace,
      labels: {
        ...labels,
        [POD_INDEX]: String(ordinal),
        [REVISION_LABEL]: revision.metadata.name,
        [POD_NAME]: name,
      },
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [controllerReference(set)],
    },
    spec: {
      ...spec,
      ...(all.length === 0 ? {} : { volumes: all }),
      hostname: name,
      ...(serviceName === undefined || serviceName === "" ? {} : { subdomain: serviceName }),
    },
  };
}

export function revisionName({ metadata }: Pod): string {
  return metadata.labels?.[REVISION_LABEL] ?? "";
}

export function isRunningAndReady(pod: Pod): boolean {
  return pod.status.phase === "Running" && isReady(pod);
}

export function isRunningAndAvailable(pod: Pod, set: StatefulSet, nowMs: number): boolean {
  if (!isRunningAndReady(pod)) return false;
  const at = availableAtMs(pod, set.spec.minReadySeconds ?? 0);
  return at !== undefined && at <= nowMs;
}

export function isHealthy(pod: Pod): boolean {
  return isRunningAndReady(pod) && !isBeingDeleted(pod);
}
