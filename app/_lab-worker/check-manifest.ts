/**
 * What is wrong with a manifest before it is applied: what cannot be read, and what the cluster's
 * own validation would refuse, each at its place in the text.
 */
import { type ManifestDocument, readManifest } from "#lib/manifest";
import type { Diagnostic } from "#lib/shared";
import type { Client, Status } from "#lib/simulator";

const SHOWN_MAX = 50;

export function checkManifest(client: Client, text: string): readonly Diagnostic[] {
  const { documents, diagnostics } = readManifest(text);
  return [...diagnostics, ...documents.flatMap((one) => checkDocument(client, one))].slice(
    0,
    SHOWN_MAX,
  );
}

function checkDocument(client: Client, document: ManifestDocument): readonly Diagnostic[] {
  const { apiVersion, kind, metadata } = document.object;
  const at = (field: string, message: string): Diagnostic => ({
    ...document.rangeOf(field),
    path: "",
    severity: "error",
    code: "manifest/refused",
    message,
  });
  if (typeof apiVersion !== "string") return [at("", "apiVersion not set")];
  if (typeof kind !== "string") return [at("", "kind not set")];
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  const row = client
    .resources()
    .find((one) => one.kind === kind && one.group === group && one.version === version);
  if (!row) return [at("kind", `no matches for kind "${kind}" in version "${apiVersion}"`)];
  const namespace = (metadata as { readonly namespace?: unknown } | undefined)?.namespace;
  const { code, body } = client.request({
    verb: "create",
    group: row.group,
    version: row.version,
    resource: row.resource,
    ...(row.namespaced ? { namespace: typeof namespace === "string" ? namespace : "default" } : {}),
    body: document.object,
    options: { dryRun: true, fieldValidation: "Strict", fieldManager: "editor" },
  });
  // What exists already is no mistake in the text.
  if (code < 400 || code === 409 || code === 404) return [];
  return refusals(body as Status, at);
}

function refusals(
  status: Status,
  at: (field: string, message: string) => Diagnostic,
): readonly Diagnostic[] {
  const causes = status.details?.causes ?? [];
  if (causes.length === 0) return strictFields(status.message ?? "", at);
  return causes.map(({ field, message }) => at(field ?? "", `${field ?? ""}: ${message ?? ""}`));
}

/** `strict decoding error: unknown field "spec.replica", unknown field "spec.x"`. */
function strictFields(
  message: string,
  at: (field: string, message: string) => Diagnostic,
): readonly Diagnostic[] {
  const found = [...message.matchAll(/(?:unknown|duplicate) field "([^"]+)"/g)];
  if (found.length === 0) return [at("", message)];
  return found.map(([text, field]) => at(field ?? "", text));
}
