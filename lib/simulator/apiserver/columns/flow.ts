/** Rows of FlowSchemas and PriorityLevelConfigurations. */
import type { FlowSchema, PriorityLevelConfiguration } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { columnsOf, type KindColumns } from "./kind-columns.ts";

const schemas: KindColumns<FlowSchema> = {
  kind: "FlowSchema",
  columns: columns(
    "Name",
    "PriorityLevel",
    "MatchingPrecedence",
    "DistinguisherMethod",
    "Age",
    "MissingPL",
  ),
  cells(schema, { nowMs }) {
    const { spec, status } = schema;
    const dangling = status?.conditions?.find(({ type }) => type === "Dangling");
    return [
      schema.metadata.name,
      spec?.priorityLevelConfiguration.name ?? "",
      spec?.matchingPrecedence ?? 0,
      spec?.distinguisherMethod?.type ?? "<none>",
      ageOf(schema, nowMs),
      dangling?.status ?? "?",
    ];
  },
};

const levels: KindColumns<PriorityLevelConfiguration> = {
  kind: "PriorityLevelConfiguration",
  columns: columns(
    "Name",
    "Type",
    "NominalConcurrencyShares",
    "Queues",
    "HandSize",
    "QueueLengthLimit",
    "Age",
  ),
  cells(level, { nowMs }) {
    const { limited, exempt, type } = level.spec ?? {};
    const queuing = limited?.limitResponse?.queuing;
    const none = "<none>";
    return [
      level.metadata.name,
      type ?? "",
      String((limited ?? exempt)?.nominalConcurrencyShares ?? none),
      String(queuing?.queues ?? none),
      String(queuing?.handSize ?? none),
      String(queuing?.queueLengthLimit ?? none),
      ageOf(level, nowMs),
    ];
  },
};

export const flowColumns: readonly KindColumns[] = [
  columnsOf(schemas as never),
  columnsOf(levels as never),
];
