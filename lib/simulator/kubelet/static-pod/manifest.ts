/**
 * A pod as it lies in a node's folder of manifests, and what its kubelet makes of it: a name with
 * the node's behind it, a hash for its identity, and no taint that could remove it.
 * https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
 */
import { HASH_ANNOTATION, SEEN_ANNOTATION, SOURCE_ANNOTATION } from "../../api/static-pod.ts";
import { formatTime } from "../../api/time.ts";
import type { Container, Pod, PodSpec, Toleration, Volume } from "../../api/types.generated.ts";
import { withPodDefaults } from "../../apiserver/pod-spec/pod-default.ts";
import { qualityOfService } from "../../apiserver/pod-spec/quality-of-service.ts";
import { hash128 } from "../../engine/hash.ts";

export type PodManifest = {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: PodSpec;
};

const STAYS: Toleration = { effect: "NoExecute", operator: "Exists" };

export function staticPod(manifest: PodManifest, file: string, node: string, nowMs: number): Pod {
  const { annotations, labels, name, namespace = "default" } = manifest.metadata;
  const hash = hash128(`${node}\n${file}\n${JSON.stringify(manifest)}`);
  const spec = withPodDefaults({
    ...manifest.spec,
    nodeName: node,
    tolerations: [...(manifest.spec.tolerations ?? []), STAYS],
  });
  const own = {
    [HASH_ANNOTATION]: hash,
    [SEEN_ANNOTATION]: formatTime(nowMs).replace("Z", ".000000000Z"),
    [SOURCE_ANNOTATION]: "file",
  };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `${name}-${node}`,
      namespace,
      uid: hash,
      resourceVersion: "",
      creationTimestamp: formatTime(nowMs),
      ...(labels === undefined ? {} : { labels }),
      annotations: { ...annotations, ...own },
    },
    spec,
    status: { phase: "Pending", qosClass: qualityOfService(spec) },
  };
}

const OF_VOLUMES: Readonly<Record<string, (volume: Volume) => unknown>> = {
  secrets: ({ projected, secret }) =>
    secret ?? projected?.sources?.find((source) => source.secret !== undefined),
  configmaps: ({ configMap, projected }) =>
    configMap ?? projected?.sources?.find((source) => source.configMap !== undefined),
  persistentvolumeclaims: ({ ephemeral, persistentVolumeClaim }) =>
    persistentVolumeClaim ?? ephemeral,
  serviceaccounts: ({ projected }) =>
    projected?.sources?.find((source) => source.serviceAccountToken !== undefined),
};

/** Which objects of the API a manifest refers to, which it may not. */
export function forbiddenReference({ spec }: PodManifest): string | undefined {
  if ((spec.serviceAccountName ?? "") !== "") return "serviceaccounts";
  if ((spec.imagePullSecrets?.length ?? 0) > 0) return "secrets";
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    const found = referenceOf(container);
    if (found !== undefined) return found;
  }
  for (const volume of spec.volumes ?? []) {
    for (const resource in OF_VOLUMES) {
      if (OF_VOLUMES[resource]?.(volume) !== undefined) return resource;
    }
  }
  return (spec.resourceClaims?.length ?? 0) > 0 ? "resourceclaims" : undefined;
}

function referenceOf({ env = [], envFrom = [] }: Container): string | undefined {
  const sources = [...envFrom, ...env.map(({ valueFrom }) => valueFrom ?? {})];
  for (const source of sources) {
    if ("secretRef" in source || "secretKeyRef" in source) return "secrets";
    if ("configMapRef" in source || "configMapKeyRef" in source) return "configmaps";
  }
  return undefined;
}
