/** The body of a request as an object of the requested kind, or the refusal of it. */
import { badRequest } from "../../api/error.ts";
import { goQuote } from "../../api/go-quote.ts";
import type { KubeObject } from "../../api/object.ts";
import { apiVersionOf } from "../../api/resource.ts";
import { modelOf, requireModel } from "../../api/schema.ts";
import { toStored } from "../conversion/index.ts";
import type { RestContext } from "../rest/context.ts";
import { DecodeError, decodeModel } from "./decode.ts";

type Json = Readonly<Record<string, unknown>>;

/** A component's body is taken as it is. */
export function decodeBody(context: RestContext, body: unknown = context.request.body): KubeObject {
  const { request, row } = context;
  if (request.trusted === true) return body as KubeObject;
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw badRequest(`the object provided is unrecognized (must be of type ${row.kind})`);
  }
  const given = body as Json;
  checkKind(context, given);
  if (context.strategy.prune !== undefined) return decodeCustom(context, given);
  return toStored(row, decodeAs(context, given, row.model, row.kind));
}

/** Of the body's own kind, as the strategy of the resource or of a subresource asks. */
export function decodeAs(
  { request, warn }: RestContext,
  given: Json,
  modelName: string,
  kind: string,
): KubeObject {
  const model = modelOf(modelName);
  if (model === undefined) return given as KubeObject;
  const version =
    String(given.apiVersion ?? "")
      .split("/")
      .at(-1) ?? "";
  const refuse = (why: string) =>
    badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
  try {
    const { object, unknownFields } = decodeModel(given, model);
    const validation = request.options?.fieldValidation ?? "Warn";
    const faults = unknownFields.map((path) => `unknown field ${goQuote(path)}`);
    if (faults.length > 0 && validation === "Strict") {
      throw refuse(`strict decoding error: ${faults.join(", ")}`);
    }
    if (validation === "Warn") for (const fault of faults) warn(fault);
    return object as unknown as KubeObject;
  } catch (error) {
    if (error instanceof DecodeError) throw refuse(error.message);
    throw error;
  }
}

/** A custom resource: its metadata by the model, the rest by its own schema. */
export function decodeCustom(context: RestContext, given: Json): KubeObject {
  const { request, row, strategy, warn } = context;
  const refuse = (why: string) =>
    badRequest(
      `${row.kind} in version "${row.version}" cannot be handled as a ${row.kind}: ${why}`,
    );
  const unknown: string[] = [];
  const metadata = decodedMetadata(given.metadata, unknown, refuse);
  const pruned = strategy.prune?.({ ...given, metadata } as unknown as KubeObject, (path) =>
    unknown.push(path),
  );
  const validation = request.options?.fieldValidation ?? "Warn";
  const faults = unknown.sort().map((path) => `unknown field ${JSON.stringify(path)}`);
  if (faults.length > 0 && validation === "Strict") {
    throw refuse(`strict decoding error: ${faults.join(", ")}`);
  }
  if (validation === "Warn") for (const fault of faults) warn(fault);
  return pruned as KubeObject;
}

function decodedMetadata(given: unknown, unknown: string[], refuse: (why: string) => Error): Json {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return {};
  try {
    const { object, unknownFields } = decodeModel(given as Json, requireModel("ObjectMeta"));
    unknown.push(...unknownFields.map((path) => `metadata.${path}`));
    return object;
  } catch (error) {
    if (error instanceof DecodeError) throw refuse(error.message);
    throw error;
  }
}

// A body that leaves its type out is taken to be of the resource's.
function checkKind({ row }: RestContext, given: Json): void {
  const wanted = apiVersionOf(row);
  const { apiVersion = wanted, kind = row.kind } = given;
  if (apiVersion !== wanted) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${wanted})`,
    );
  }
  if (kind === row.kind) return;
  const why = `no kind "${kind}" is registered for version "${wanted}" in scheme "pkg/runtime/scheme.go:111"`;
  const [version] = wanted.split("/").slice(-1);
  throw badRequest(`${kind} in version "${version}" cannot be handled as a ${row.kind}: ${why}`);
}
