/** A definition's names are accepted when nobody has them yet; then it is served. */
import { sameJson } from "../api/json.ts";
import { isBeingDeleted } from "../api/object.ts";
import { RESOURCE_ROWS } from "../api/resources.generated.ts";
import { formatTime } from "../api/time.ts";
import type {
  CustomResourceDefinitionCondition as Condition,
  CustomResourceDefinition as Definition,
} from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller } from "./controller.ts";

export const crdNamingController: Controller = {
  name: "crd-naming-condition-controller",
  for: "CustomResourceDefinition",

  reconcile(key, { api, cache, nowMs }) {
    const definition = cache.get("CustomResourceDefinition", key);
    if (definition === undefined || isBeingDeleted(definition)) return "done";
    const clash = clashOf(definition, cache);
    const names = acceptedNames(definition);
    const accepted = definition.status?.acceptedNames;
    const before = definition.status?.conditions ?? [];
    const time = formatTime(nowMs);
    const wanted = conditionsFor(clash, before, time);
    const acceptedNow = clash === undefined ? names : accepted;
    const status = { ...definition.status, acceptedNames: acceptedNow, conditions: wanted };
    if (sameJson(status, definition.status)) return "done";
    api.updateStatus<"CustomResourceDefinition">({ ...definition, status });
    return "done";
  },
};

function acceptedNames({ spec }: Definition) {
  return spec.names;
}

type Clash = { readonly reason: string; readonly message: string };

function clashOf(definition: Definition, cache: Cache): Clash | undefined {
  const { group, names } = definition.spec;
  const others = cache
    .list("CustomResourceDefinition")
    .filter((one) => one.spec.group === group && one.metadata.name !== definition.metadata.name)
    .map(({ status }) => status?.acceptedNames)
    .filter((one) => one !== undefined);
  const built = RESOURCE_ROWS.filter((row) => row.group === group);
  const taken = new Set([
    ...others.flatMap((one) => [one.plural, one.singular ?? "", ...(one.shortNames ?? [])]),
    ...built.flatMap((row) => [row.resource, row.singular, ...(row.shortNames ?? [])]),
  ]);
  const kinds = new Set([
    ...others.flatMap((one) => [one.kind, one.listKind ?? ""]),
    ...built.flatMap((row) => [row.kind, `${row.kind}List`]),
  ]);
  const used = (name: string) => `${JSON.stringify(name)} is already in use`;
  if (taken.has(names.plural)) return { reason: "PluralConflict", message: used(names.plural) };
  if (taken.has(names.singular ?? "-")) {
    return { reason: "SingularConflict", message: used(names.singular ?? "") };
  }
  const short = names.shortNames?.find((name) => taken.has(name));
  if (short !== undefined) return { reason: "ShortNamesConflict", message: used(short) };
  if (kinds.has(names.kind)) return { reason: "KindConflict", message: used(names.kind) };
  if (kinds.has(names.listKind ?? "-")) {
    return { reason: "ListKindConflict", message: used(names.listKind ?? "") };
  }
  return undefined;
}

function conditionsFor(
  clash: Clash | undefined,
  before: readonly Condition[],
  lastTransitionTime: string,
): readonly Condition[] {
  const kept = (wanted: Omit<Condition, "lastTransitionTime">): Condition => {
    const known = before.find(({ type }) => type === wanted.type);
    const isSame = known?.status === wanted.status && known.reason === wanted.reason;
    return isSame ? known : { lastTransitionTime, ...wanted };
  };
  const wasEstablished = before.some(
    ({ type, status }) => type === "Established" && status === "True",
  );
  if (clash !== undefined) {
    const established = { type: "Established", status: "False", reason: "NotAccepted" };
    return [
      kept({ type: "NamesAccepted", status: "False", ...clash }),
      wasEstablished
        ? (before.find(({ type }) => type === "Established") as Condition)
        : kept({ ...established, message: "not all names are accepted" }),
    ];
  }
  return [
    kept({
      type: "NamesAccepted",
      status: "True",
      reason: "NoConflicts",
      message: "no conflicts found",
    }),
    kept({
      type: "Established",
      status: "True",
      reason: "InitialNamesAccepted",
      message: "the initial names have been accepted",
    }),
  ];
}
