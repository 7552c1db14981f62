/**
 * On which nodes a DaemonSet's pods belong: its node selector, affinity and tolerations decide.
 * https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#how-daemon-pods-are-scheduled
 */
import { matchesNodeSelector } from "../../api/node-selector.ts";
import { tolerates } from "../../api/toleration.ts";
import type { DaemonSet, Node, Pod, PodSpec, Toleration } from "../../api/types.generated.ts";

const ALWAYS: readonly Toleration[] = [
  { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/disk-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/memory-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/pid-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/unschedulable", operator: "Exists", effect: "NoSchedule" },
];
const NO_NETWORK: Toleration = {
  key: "node.kubernetes.io/network-unavailable",
  operator: "Exists",
  effect: "NoSchedule",
};

/** The template's tolerations and those that every daemon pod has. */
export function daemonTolerations(spec: PodSpec): readonly Toleration[] {
  const added = spec.hostNetwork === true ? [...ALWAYS, NO_NETWORK] : ALWAYS;
  const own = spec.tolerations ?? [];
  const missing = added.filter(
    ({ key, effect }) =>
      !own.some((one) => one.key === key && one.effect === effect && one.operator === "Exists"),
  );
  return [...own, ...missing];
}

export type Place = {
  /** A pod is to be made there. */
  readonly shouldRun: boolean;
  /** A pod that is there already may stay. */
  readonly mayStay: boolean;
};

const NOWHERE: Place = { shouldRun: false, mayStay: false };

export function placeOn({ spec }: DaemonSet, node: Node): Place {
  const podSpec = spec.template.spec ?? { containers: [] };
  const { nodeName, nodeSelector = {}, affinity } = podSpec;
  const isNamed = nodeName !== undefined && nodeName !== "";
  if (isNamed && nodeName !== node.metadata.name) return NOWHERE;
  const labels = node.metadata.labels ?? {};
  if (Object.entries(nodeSelector).some(([key, value]) => labels[key] !== value)) return NOWHERE;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required !== undefined && !matchesNodeSelector(required, node)) return NOWHERE;
  const tolerations = daemonTolerations(podSpec);
  const barring = (node.spec.taints ?? []).filter(
    (taint) => taint.effect !== "PreferNoSchedule" && !tolerates(tolerations, taint),
  );
  const evicts = barring.some(({ effect }) => effect === "NoExecute");
  return { shouldRun: barring.length === 0, mayStay: !evicts };
}

/** The node that a daemon pod is on or meant for. */
export function targetNode({ spec }: Pod): string | undefined {
  if (spec.nodeName !== undefined && spec.nodeName !== "") return spec.nodeName;
  const required =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  for (const term of required ?? []) {
    const field = term.matchFields?.find(({ key }) => key === "metadata.name");
    if (field?.operator === "In" && field.values?.length === 1) return field.values[0];
  }
  return undefined;
}

/** The template's spec, bound by affinity to one node. */
export function specForNode(template: PodSpec, nodeName: string): PodSpec {
  const { affinity } = template;
  const nodeSelectorTerms = [
    { matchFields: [{ key: "metadata.name", operator: "In" as const, values: [nodeName] }] },
  ];
  return {
    ...template,
    affinity: {
      ...affinity,
      nodeAffinity: {
        ...affinity?.nodeAffinity,
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms },
      },
    },
    tolerations: daemonTolerations(template),
  };
}
