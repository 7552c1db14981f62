/** What the API server knows of ControllerRevisions: their data never changes. */
import { type FieldError, invalid, required } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { controllerOf } from "../../api/object.ts";
import { splitApiVersion } from "../../api/resource.ts";
import type { ControllerRevision } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateNotNegative } from "../validation/number.ts";

export const controllerRevisionStrategy: KindStrategy<ControllerRevision> = {
  kind: "ControllerRevision",

  validateCreate({ data, revision }) {
    const errors: FieldError[] = [];
    if (data === undefined || data === null) errors.push(required("data", "data is mandatory"));
    return [...errors, ...validateNotNegative(revision, "revision")];
  },

  validatesUpdateAlone: true,
  validateUpdate({ data, revision }, old) {
    const changed = !sameJson(data, old.data);
    return [
      ...validateNotNegative(revision, "revision"),
      ...(changed ? [invalid("data", data, "field is immutable")] : []),
    ];
  },

  columns: columns("Name", "Controller", "Revision", "Age"),
  cells: (revision, { nowMs }) => [
    revision.metadata.name,
    controllerText(revision),
    revision.revision,
    ageOf(revision, nowMs),
  ],
};

function controllerText(revision: ControllerRevision): string {
  const owner = controllerOf(revision);
  if (owner === undefined) return "<none>";
  const { group } = splitApiVersion(owner.apiVersion);
  const kind = owner.kind.toLowerCase();
  return `${group === "" ? kind : `${kind}.${group}`}/${owner.name}`;
}
