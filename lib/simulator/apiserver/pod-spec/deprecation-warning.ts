/** Labels, annotations and volumes of old that a pod still uses. */
import type { NodeSelectorTerm, ObjectMeta, PodSpec } from "../../api/types.generated.ts";

type Advice = Readonly<Record<string, string>>;

const NODE_LABELS: Advice = {
  "beta.kubernetes.io/arch": 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  "beta.kubernetes.io/os": 'deprecated since v1.14; use "kubernetes.io/os" instead',
  "failure-domain.beta.kubernetes.io/region":
    'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  "failure-domain.beta.kubernetes.io/zone":
    'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  "beta.kubernetes.io/instance-type":
    'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
};

const ANNOTATIONS: Advice = {
  "scheduler.alpha.kubernetes.io/critical-pod":
    'non-functional in v1.16+; use the "priorityClassName" field instead',
  "security.alpha.kubernetes.io/sysctls":
    'non-functional in v1.11+; use the "sysctls" field instead',
  "security.alpha.kubernetes.io/unsafe-sysctls":
    'non-functional in v1.11+; use the "sysctls" field instead',
};

const VOLUMES: Advice = {
  photonPersistentDisk: "deprecated in v1.11, non-functional in v1.16+",
  gitRepo: "deprecated in v1.11, and disabled by default in v1.33+",
  scaleIO: "deprecated in v1.16, non-functional in v1.22+",
  storageos: "deprecated in v1.22, non-functional in v1.25+",
  glusterfs: "deprecated in v1.25, non-functional in v1.26+",
  cephfs: "deprecated in v1.28, non-functional in v1.31+",
  rbd: "deprecated in v1.28, non-functional in v1.31+",
};

/** `path` as for podWarnings. */
export function nodeLabelWarnings(
  { nodeSelector, affinity, topologySpreadConstraints = [] }: PodSpec,
  path: string,
): readonly string[] {
  const { requiredDuringSchedulingIgnoredDuringExecution: needed } = affinity?.nodeAffinity ?? {};
  const { preferredDuringSchedulingIgnoredDuringExecution: wished = [] } =
    affinity?.nodeAffinity ?? {};
  const during = "DuringSchedulingIgnoredDuringExecution";
  const at = `${path}spec.affinity.nodeAffinity`;
  return [
    ...listed(NODE_LABELS, nodeSelector, `${path}spec.nodeSelector`),
    ...(needed?.nodeSelectorTerms ?? []).flatMap((term, i) =>
      termWarnings(term, `${at}.required${during}.nodeSelectorTerms[${i}]`),
    ),
    ...wished.flatMap(({ preference }, i) =>
      termWarnings(preference, `${at}.preferred${during}[${i}].preference`),
    ),
    ...topologySpreadConstraints.flatMap(({ topologyKey }, i) =>
      keyWarning(topologyKey, `${path}spec.topologySpreadConstraints[${i}].topologyKey`),
    ),
  ];
}

export function annotationWarnings(metadata: Partial<ObjectMeta>, path: string): readonly string[] {
  return listed(ANNOTATIONS, metadata.annotations, `${path}metadata.annotations`);
}

export function volumeWarnings({ volumes = [] }: PodSpec, path: string): readonly string[] {
  return volumes.flatMap((volume, i) =>
    Object.keys(VOLUMES)
      .filter((name) => name in volume)
      .map((name) => `${path}spec.volumes[${i}].${name}: ${VOLUMES[name]}`),
  );
}

function termWarnings(term: NodeSelectorTerm | undefined, field: string): readonly string[] {
  return (term?.matchExpressions ?? []).flatMap(({ key }, i) =>
    keyWarning(key, `${field}.matchExpressions[${i}].key`),
  );
}

function keyWarning(key: string, field: string): readonly string[] {
  const advice = NODE_LABELS[key];
  return advice === undefined ? [] : [`${field}: ${key} is ${advice}`];
}

function listed(advice: Advice, given: Advice | undefined, field: string): readonly string[] {
  if (given === undefined) return [];
  return Object.keys(given)
    .filter((key) => key in advice)
    .map((key) => `${field}[${key}]: ${advice[key]}`);
}
