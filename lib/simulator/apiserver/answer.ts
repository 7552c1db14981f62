/** What becomes of an answer on its way out: its version, and who manages its fields. */

import { ApiError } from "../api/error.ts";
import { type KubeObject, keyOf } from "../api/object.ts";
import { apiVersionOf } from "../api/resource.ts";
import { fromStored, isStoredElsewhere } from "./conversion/index.ts";
import { healthText } from "./health-text.ts";
import { managedFields } from "./managed/manager.ts";
import type { ApiResponse, ExecResult, LogText, ObjectList } from "./request.ts";
import type { RestContext } from "./rest/context.ts";

export type Answer = KubeObject | ObjectList | ExecResult | LogText;

/** The answer in the version that was asked for; rows of a table are made of what is stored. */
export function versioned({ request, row }: RestContext, answer: Answer): Answer {
  if (request.subresource === "scale" || !("metadata" in answer)) return answer;
  const isCustom = row.model === "";
  if (!isCustom && (request.asTable === true || !isStoredElsewhere(row))) return answer;
  const apiVersion = apiVersionOf(row);
  const one = (object: KubeObject): KubeObject =>
    isCustom ? { ...object, apiVersion } : fromStored(row, object);
  if (!("items" in answer)) return one(answer as KubeObject);
  const { items } = answer as ObjectList;
  return { ...(answer as ObjectList), items: items.map(one) };
}

/** A client is told who manages the fields of what it gets; of a list when it asks for that. */
export function withManagers(context: RestContext, body: Answer): Answer {
  if (!("metadata" in body)) return body;
  if (!("items" in body)) return managed(context, body as KubeObject);
  if (context.request.options?.showManagedFields !== true) return body;
  const list = body as ObjectList;
  return { ...list, items: list.items.map((item) => managed(context, item)) };
}

function managed({ row, store }: RestContext, object: KubeObject): KubeObject {
  const stored = store.get(row.kind, keyOf(object));
  if (stored === undefined || stored.metadata.resourceVersion !== object.metadata.resourceVersion) {
    return object;
  }
  const metadata = { ...object.metadata };
  // Most who get an object never look: the managers are worked out for those who do.
  Object.defineProperty(metadata, "managedFields", {
    enumerable: true,
    get: () => managedFields(store, stored),
  });
  return { ...object, metadata };
}

/** What is no resource: the health of the server, and nothing else. */
export function pathAnswer(path: string): ApiResponse {
  const [plain = "", query = ""] = path.split("?");
  const text = healthText(plain, query.split("&").includes("verbose"));
  if (text === undefined) {
    throw new ApiError(404, "NotFound", "the server could not find the requested resource", {});
  }
  return { code: 200, body: { kind: "LogText", text }, warnings: [] };
}
