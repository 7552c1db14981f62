/** List: selectors, order, pages. */
import { ApiError, badRequest } from "../../api/error.ts";
import { type FieldRequirement, parseFieldSelector } from "../../api/field-selector.ts";
import {
  matchesRequirements,
  parseLabelSelector,
  SelectorError,
} from "../../api/label-selector-text.ts";
import { type KubeObject, keyOf } from "../../api/object.ts";
import { apiVersionOf } from "../../api/resource.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import type { ObjectList } from "../request.ts";
import type { RestContext } from "./context.ts";

type Page = {
  readonly items: readonly KubeObject[];
  readonly next: string | undefined;
  readonly remaining: number;
};

export function listObjects(context: RestContext): ObjectList {
  const { row, store } = context;
  const { items, next, remaining } = pageOf(context, selectedObjects(context));
  const more = next === undefined ? {} : { continue: next, remainingItemCount: remaining };
  const metadata = { resourceVersion: store.resourceVersion, ...more };
  return { kind: `${row.kind}List`, apiVersion: apiVersionOf(row), metadata, items };
}

/** All objects that the request's namespace and selectors choose. */
export function selectedObjects(context: RestContext): readonly KubeObject[] {
  const { request, row, store, strategy } = context;
  const { labelSelector = "", fieldSelector = "" } = request.options ?? {};
  const { namespace } = request;
  const all = strategy.made?.(context) ?? store.list(row.kind);
  const here =
    namespace === undefined || !row.namespaced
      ? all
      : all.filter((object) => object.metadata.namespace === namespace);
  if (labelSelector === "" && fieldSelector === "") return here;
  const { labels, fields } = parseSelectors(labelSelector, fieldSelector);
  checkFields(fields, strategy);
  return here.filter(
    (object) =>
      matchesRequirements(labels, object.metadata.labels) &&
      matchesFields(fields, object, strategy),
  );
}

function parseSelectors(labelSelector: string, fieldSelector: string) {
  try {
    const labels = parseLabelSelector(labelSelector);
    return { labels, fields: parseFieldSelector(fieldSelector) };
  } catch (error) {
    if (error instanceof SelectorError) throw badRequest(error.message);
    throw error;
  }
}

const EMPTY: KubeObject = {
  apiVersion: "",
  kind: "",
  metadata: { name: "", uid: "", resourceVersion: "", creationTimestamp: "" },
  spec: {},
  status: {},
};

function checkFields(fields: readonly FieldRequirement[], strategy: KindStrategy): void {
  const offered = Object.keys(strategy.selectableFields?.(EMPTY) ?? {});
  for (const { field } of fields) {
    if (field === "metadata.name" || field === "metadata.namespace" || offered.includes(field))
      continue;
    if (strategy.selectableFields !== undefined)
      throw badRequest(`field label not supported: ${field}`);
    const known = `only "metadata.name", "metadata.namespace"`;
    throw badRequest(`"${field}" is not a known field selector: ${known}`);
  }
}

function matchesFields(
  fields: readonly FieldRequirement[],
  object: KubeObject,
  strategy: KindStrategy,
): boolean {
  const own = fields.length === 0 ? {} : (strategy.selectableFields?.(object) ?? {});
  return fields.every(({ field, equal, value }) => {
    const { name, namespace = "" } = object.metadata;
    const actual =
      field === "metadata.name"
        ? name
        : field === "metadata.namespace"
          ? namespace
          : (own[field] ?? "");
    return (actual === value) === equal;
  });
}

/** `continue` names the key behind which the next page begins. */
function pageOf({ request }: RestContext, all: readonly KubeObject[]): Page {
  const { limit = 0, continue: token = "" } = request.options ?? {};
  const start = token === "" ? 0 : startAfter(all, token);
  const items = limit === 0 ? all.slice(start) : all.slice(start, start + limit);
  const remaining = all.length - start - items.length;
  const last = items.at(-1);
  if (remaining === 0 || last === undefined) {
    return {
      items: start === 0 && items.length === all.length ? all : items,
      next: undefined,
      remaining,
    };
  }
  return { items, next: `after:${keyOf(last)}`, remaining };
}

function startAfter(all: readonly KubeObject[], token: string): number {
  if (!token.startsWith("after:")) {
    throw new ApiError(
      400,
      "BadRequest",
      "continue key is not valid: encoded key version is invalid",
    );
  }
  const key = token.slice("after:".length);
  const at = all.findIndex((object) => keyOf(object) === key);
  if (at >= 0) return at + 1;
  const next = all.findIndex((object) => keyOf(object) > key);
  return next < 0 ? all.length : next;
}
