/**
 * The health of the control plane as the API server sees it when it is asked: nothing of it is
 * stored, and it may only be read.
 */
import type { ComponentStatus } from "../../api/types.generated.ts";
import { columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";

export const componentStatusStrategy: KindStrategy<ComponentStatus> = {
  kind: "ComponentStatus",
  deprecation: "v1 ComponentStatus is deprecated in v1.19+",

  made: ({ health }) =>
    health().map(({ name, fault }) => ({
      apiVersion: "v1",
      kind: "ComponentStatus",
      metadata: { name, uid: "", resourceVersion: "", creationTimestamp: "" },
      conditions: [
        fault === undefined
          ? { type: "Healthy", status: "True", message: "ok" }
          : { type: "Healthy", status: "False", message: fault },
      ],
    })),

  columns: columns("Name", "Status", "Message", "Error"),
  cells: ({ metadata, conditions = [] }) => {
    const healthy = conditions.find(({ type }) => type === "Healthy");
    const status = healthy?.status === "True" ? "Healthy" : "Unhealthy";
    return [metadata.name, status, healthy?.message ?? "", healthy?.error ?? ""];
  },
};
