/** Patch: the stored object, changed by one of the four kinds of patches, is then an update. */
import { ApiError, badRequest } from "../../api/error.ts";
import { invalid, invalidObject } from "../../api/field-error.ts";
import { modelOf } from "../../api/schema.ts";
import { decodeCustom } from "../decode/body.ts";
import { DecodeError, decodeModel } from "../decode/decode.ts";
import type { RestContext } from "../rest/context.ts";
import { goText } from "./go-text.ts";
import { applyJsonPatch, JsonPatchError, type JsonPatchOperation } from "./json-patch.ts";
import { MergeKeyError } from "./merge-list.ts";
import { applyMergePatch } from "./merge-patch.ts";
import {
  applyStrategicMerge,
  isObject,
  type Json,
  StrategicMergeError,
} from "./strategic-merge.ts";

/** What the patch makes of `old`, decoded. `model` is that of the patched document. */
export function patched<T extends object>(context: RestContext, old: T, model: string): T {
  const { body, patchType } = context.request;
  const isCustom = context.strategy.prune !== undefined && model === "";
  if (isCustom && patchType === "strategic") throw unknownForm(CUSTOM_FORMS);
  switch (patchType) {
    case "json":
      return decoded(context, jsonPatched(old, body), model, JSON.stringify);
    case "merge": {
      if (!isObject(body)) throw badRequest(`error decoding patch: ${notAMap(body)}`);
      return decoded(context, applyMergePatch(old, body), model, JSON.stringify);
    }
    case "strategic": {
      if (!isObject(body)) throw badRequest(notAMap(body));
      return decoded(context, strategicallyMerged(old as Json, body, model), model, () =>
        goText(leftOver(body)),
      );
    }
    default:
      throw unknownForm("");
  }
}

const CUSTOM_FORMS =
  " - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";

function unknownForm(accepted: string): ApiError {
  const message = `the body of the request was in an unknown format${accepted}`;
  return new ApiError(415, "UnsupportedMediaType", message);
}

// What the server shows of a patch is what merging has not taken out of it.
function leftOver(patch: Json): Json {
  const order = "$setElementOrder/";
  const merged = new Set(["$retainKeys"]);
  for (const key of Object.keys(patch)) {
    if (key.startsWith(order)) merged.add(key).add(key.slice(order.length));
  }
  const entries = Object.entries(patch)
    .filter(([key]) => !merged.has(key))
    .map(([key, value]) => [key, isObject(value) ? leftOver(value) : value]);
  return Object.fromEntries(entries) as Json;
}

function notAMap(body: unknown): string {
  const type = typeof body === "boolean" ? "bool" : typeof body;
  const what = Array.isArray(body) ? "array" : type;
  return `json: cannot unmarshal ${what} into Go value of type map[string]interface {}`;
}

function jsonPatched(old: unknown, body: unknown): unknown {
  if (!Array.isArray(body)) {
    const what = isObject(body) ? "object" : typeof body;
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${what} into Go value of type []handlers.jsonPatchOp`,
    );
  }
  try {
    return applyJsonPatch(old, body as readonly JsonPatchOperation[]);
  } catch (error) {
    if (!(error instanceof JsonPatchError)) throw error;
    const message = "the server rejected our request due to an error in our request";
    throw new ApiError(422, "Invalid", message, {});
  }
}

function strategicallyMerged(old: Json, body: Json, model: string): unknown {
  try {
    return applyStrategicMerge(old, body, modelOf(model));
  } catch (error) {
    if (error instanceof MergeKeyError || error instanceof StrategicMergeError) {
      throw new ApiError(500, "", error.message);
    }
    throw error;
  }
}

function decoded<T extends object>(
  context: RestContext,
  document: unknown,
  modelName: string,
  shown: (document: unknown) => string,
): T {
  const { request, strategy, warn } = context;
  const refuse = (why: string) =>
    invalidObject({ group: "", kind: "" }, "", [invalid("patch", shown(document), why)]);
  if (!isObject(document)) throw refuse("the patched document is no object");
  const model = modelOf(modelName);
  if (model === undefined) {
    return (strategy.prune === undefined ? document : decodeCustom(context, document)) as T;
  }
  try {
    const { object, unknownFields } = decodeModel(document, model);
    const validation = request.options?.fieldValidation ?? "Warn";
    const faults = unknownFields.map((path) => `unknown field ${JSON.stringify(path)}`);
    if (faults.length > 0 && validation === "Strict") {
      throw refuse(`strict decoding error: ${faults.join(", ")}`);
    }
    if (validation === "Warn") for (const fault of faults) warn(fault);
    return object as T;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const strategic = request.patchType === "strategic";
    throw refuse(strategic ? converterWords(error.message) : error.message);
  }
}

// Strategic merges are read back by another decoder, which names what it wanted only.
function converterWords(message: string): string {
  const wanted = /of type (.+)$/.exec(message)?.[1];
  // Bytes are the one thing that it leaves to the decoder of JSON.
  if (message.startsWith("illegal base64")) return `error decoding from json: ${message}`;
  if (wanted === undefined) return message;
  if (wanted.startsWith("[]")) return `cannot restore slice from ${goKind(message)}`;
  if (wanted.startsWith("map[") || wanted === "v1.ResourceList") {
    return `cannot restore map from ${goKind(message)}`;
  }
  if (/^\w+\.[A-Z]/.test(wanted) && goKind(message) !== "string") {
    return `cannot restore struct from: ${goKind(message)}`;
  }
  // Go can make one of the other, and JSON must not.
  const fraction = /number -?\d*\.\d/.test(message);
  if (wanted.startsWith("int") && fraction) return `cannot convert float64 to ${wanted}`;
  if (wanted === "string" && goKind(message) === "int64") return "cannot convert int64 to string";
  return `unrecognized type: ${/^\w+\./.test(wanted) ? "string" : wanted}`;
}

const GO_KINDS: Readonly<Record<string, string>> = {
  object: "map",
  array: "slice",
  bool: "bool",
  number: "int64",
  string: "string",
};

function goKind(message: string): string {
  const what = /cannot unmarshal (\w+)/.exec(message)?.[1] ?? "string";
  return GO_KINDS[what] ?? what;
}
