/** What the API server knows of nodes. */
import { forbiddenField } from "../../api/field-error.ts";
import type { Node } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateTaints } from "./node/taint-rule.ts";

const ROLE = "node-role.kubernetes.io/";

export const nodeStrategy: KindStrategy<Node> = {
  kind: "Node",
  keepsStatusOnCreate: true,
  validate: ({ spec }) => validateTaints(spec?.taints ?? []),

  validateUpdate({ spec }, old) {
    const before = old.spec?.providerID ?? "";
    if (before === "" || spec?.providerID === before) return [];
    const why = 'node updates may not change providerID except from "" to valid';
    return [forbiddenField("spec.providerID", why)];
  },

  selectableFields: ({ spec }) => ({ "spec.unschedulable": String(spec?.unschedulable ?? false) }),

  columns: columns(
    "Name",
    "Status",
    "Roles",
    "Age",
    "Version",
    "+Internal-IP",
    "+External-IP",
    "+OS-Image",
    "+Kernel-Version",
    "+Container-Runtime",
  ),

  cells(node, { nowMs }) {
    const { metadata, status } = node;
    const info = status.nodeInfo;
    const address = (type: string) =>
      status.addresses?.find((one) => one.type === type)?.address ?? "<none>";
    return [
      metadata.name,
      statusText(node),
      rolesText(node),
      ageOf(node, nowMs),
      info?.kubeletVersion ?? "",
      address("InternalIP"),
      address("ExternalIP"),
      info?.osImage ?? "<unknown>",
      info?.kernelVersion ?? "<unknown>",
      info?.containerRuntimeVersion ?? "<unknown>",
    ];
  },
};

function statusText({ spec, status }: Node): string {
  const ready = status.conditions?.find(({ type }) => type === "Ready")?.status;
  const word = ready === "True" ? "Ready" : ready === undefined ? "Unknown" : "NotReady";
  return spec.unschedulable === true ? `${word},SchedulingDisabled` : word;
}

function rolesText({ metadata }: Node): string {
  const roles = Object.keys(metadata.labels ?? {}).flatMap((name) =>
    name.startsWith(ROLE) ? [name.slice(ROLE.length)] : [],
  );
  return roles.length === 0 ? "<none>" : roles.sort().join(",");
}
