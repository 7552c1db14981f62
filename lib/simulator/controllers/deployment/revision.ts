/**
 * Which ReplicaSet stands for the current template, and the revisions of the others.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
import { sameJson } from "../../api/json.ts";
import type { Deployment, PodTemplateSpec, ReplicaSet } from "../../api/types.generated.ts";
import { fnv32a } from "../../engine/hash.ts";
import { fencepostsOf, wantedReplicas } from "./replicas.ts";

export const HASH_LABEL = "pod-template-hash";
export const REVISION = "deployment.kubernetes.io/revision";
export const REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
export const DESIRED_REPLICAS = "deployment.kubernetes.io/desired-replicas";
export const MAX_REPLICAS = "deployment.kubernetes.io/max-replicas";

const NOT_COPIED: ReadonlySet<string> = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  "deprecated.deployment.rollback.to",
]);

const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

/**
 * Not upstream's own hash, which is taken over Go's memory,
 * but of the same shape and as stable.
 */
export function templateHash(template: PodTemplateSpec, collisionCount: number): string {
  const digits = String(
    fnv32a(JSON.stringify(template) + (collisionCount === 0 ? "" : collisionCount)),
  );
  return [...digits].map((digit) => ALPHABET[digit.charCodeAt(0) % ALPHABET.length]).join("");
}

/** The oldest set whose template is the deployment's, the hash label aside. */
export function findNewSet(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): ReplicaSet | undefined {
  return byAge(sets).find(({ spec }) =>
    sameTemplate(spec.template ?? {}, deployment.spec.template),
  );
}

export function byAge(sets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  return [...sets].sort((a, b) => {
    const [left, right] = [a.metadata, b.metadata];
    if (left.creationTimestamp !== right.creationTimestamp) {
      return left.creationTimestamp < right.creationTimestamp ? -1 : 1;
    }
    return left.name < right.name ? -1 : 1;
  });
}

function sameTemplate(a: PodTemplateSpec, b: PodTemplateSpec): boolean {
  return sameJson(a.spec, b.spec) && sameJson(withoutHash(a), withoutHash(b));
}

function withoutHash({ metadata }: PodTemplateSpec): unknown {
  const { [HASH_LABEL]: _hash, ...labels } = metadata?.labels ?? {};
  const { labels: _labels, ...rest } = metadata ?? {};
  return { ...rest, labels };
}

export function revisionOf(object: { readonly metadata: ReplicaSet["metadata"] }): number {
  const revision = Number(object.metadata.annotations?.[REVISION] ?? 0);
  return Number.isInteger(revision) ? revision : 0;
}

/** The annotations that the new set carries: the deployment's own and its revision. */
export function newSetAnnotations(
  deployment: Deployment,
  set: ReplicaSet | undefined,
  revision: number,
): Readonly<Record<string, string>> {
  const annotations: Record<string, string> = { ...set?.metadata.annotations };
  for (const [name, value] of Object.entries(deployment.metadata.annotations ?? {})) {
    if (!NOT_COPIED.has(name)) annotations[name] = value;
  }
  const before = annotations[REVISION];
  if (before === undefined || Number(before) < revision) {
    annotations[REVISION] = String(revision);
    if (before !== undefined) {
      const history = annotations[REVISION_HISTORY];
      annotations[REVISION_HISTORY] =
        history === undefined || history === "" ? before : `${history},${before}`;
    }
  }
  return annotations;
}

/** The sizes by which a resize is noticed and spread; they change only when a set is sized. */
export function sizeAnnotations(deployment: Deployment): Readonly<Record<string, string>> {
  const desired = wantedReplicas(deployment);
  const max = desired + fencepostsOf(deployment).maxSurge;
  return { [DESIRED_REPLICAS]: String(desired), [MAX_REPLICAS]: String(max) };
}
