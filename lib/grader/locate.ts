/** Where in the submitted YAML a failed criterion, or a refusal of the server, has its place. */
import type { ManifestDocument } from "#lib/manifest";
import type { PartialObject } from "./expectation.ts";

/** The line of a field of an object, counted from 1; undefined when it was not submitted. */
export function lineOf(
  object: PartialObject,
  path: string,
  documents: readonly ManifestDocument[],
): number | undefined {
  const found = documents.find((document) => isMeant(object, document));
  return found?.rangeOf(path).line;
}

function isMeant({ kind, metadata }: PartialObject, { object }: ManifestDocument): boolean {
  if (object.kind !== kind) return false;
  const given = object.metadata as { readonly name?: unknown } | undefined;
  return metadata?.name === undefined || given?.name === metadata.name;
}

const FIELD_IN_REFUSAL = [
  /unknown field "([^"]+)"/,
  /is invalid: \[?([A-Za-z][\w.[\]/-]*): /,
  /Go struct field \w+\.([\w.]+) of type/,
];

/** The line that a refusal such as `… is invalid: spec.replicas: …` speaks of. */
export function lineOfRefusal(
  stderr: string,
  documents: readonly ManifestDocument[],
): number | undefined {
  const yamlLine = /yaml: line (\d+)/.exec(stderr)?.[1];
  if (yamlLine !== undefined) return Number(yamlLine);
  for (const pattern of FIELD_IN_REFUSAL) {
    const path = pattern.exec(stderr)?.[1];
    if (path === undefined) continue;
    const [document] = documentsNamedIn(stderr, documents);
    return document?.rangeOf(path).line;
  }
  return undefined;
}

function documentsNamedIn(stderr: string, documents: readonly ManifestDocument[]) {
  const named = documents.filter(({ object }) => {
    const metadata = object.metadata as { readonly name?: unknown } | undefined;
    return typeof metadata?.name === "string" && stderr.includes(`"${metadata.name}"`);
  });
  return named.length > 0 ? named : documents;
}
