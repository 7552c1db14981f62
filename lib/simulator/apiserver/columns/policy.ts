/** Rows of quotas, limits, disruption budgets, classes of priority and of runtimes, leases. */
import type {
  Lease,
  LimitRange,
  PodDisruptionBudget,
  PriorityClass,
  ResourceQuota,
  RuntimeClass,
} from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { columnsOf, type KindColumns } from "./kind-columns.ts";

const quotas: KindColumns<ResourceQuota> = {
  kind: "ResourceQuota",
  columns: columns("Name", "Request", "Limit", "Age"),
  cells(quota, { nowMs }) {
    const { hard = {}, used = {} } = quota.status ?? {};
    const text = (limits: boolean) =>
      Object.keys(hard)
        .sort()
        .filter((resource) => resource.startsWith("limits") === limits)
        .map((resource) => `${resource}: ${used[resource] ?? "0"}/${hard[resource] ?? "0"}`)
        .join(", ");
    return [quota.metadata.name, text(false), text(true), ageOf(quota, nowMs)];
  },
};

const limitRanges: KindColumns<LimitRange> = {
  kind: "LimitRange",
  columns: columns("Name", "Created At"),
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp ?? ""],
};

const budgets: KindColumns<PodDisruptionBudget> = {
  kind: "PodDisruptionBudget",
  columns: columns("Name", "Min Available", "Max Unavailable", "Allowed Disruptions", "Age"),
  cells: (budget, { nowMs }) => [
    budget.metadata.name,
    String(budget.spec?.minAvailable ?? "N/A"),
    String(budget.spec?.maxUnavailable ?? "N/A"),
    budget.status?.disruptionsAllowed ?? 0,
    ageOf(budget, nowMs),
  ],
};

const priorities: KindColumns<PriorityClass> = {
  kind: "PriorityClass",
  columns: columns("Name", "Value", "Global-Default", "Age", "PreemptionPolicy"),
  cells: (object, { nowMs }) => [
    object.metadata.name,
    object.value,
    object.globalDefault === true,
    ageOf(object, nowMs),
    object.preemptionPolicy ?? "PreemptLowerPriority",
  ],
};

const runtimes: KindColumns<RuntimeClass> = {
  kind: "RuntimeClass",
  columns: columns("Name", "Handler", "Age"),
  cells: (object, { nowMs }) => [object.metadata.name, object.handler, ageOf(object, nowMs)],
};

const leases: KindColumns<Lease> = {
  kind: "Lease",
  columns: columns("Name", "Holder", "Age"),
  cells: (lease, { nowMs }) => [
    lease.metadata.name,
    lease.spec?.holderIdentity ?? "",
    ageOf(lease, nowMs),
  ],
};

export const policyColumns: readonly KindColumns[] = [
  columnsOf(quotas as never),
  columnsOf(limitRanges as never),
  columnsOf(budgets as never),
  columnsOf(priorities as never),
  columnsOf(runtimes as never),
  columnsOf(leases as never),
];
