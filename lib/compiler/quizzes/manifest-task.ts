/**
 * A complete manifest in a note → the words of a task: what is to be made, with the values that a
 * learner cannot know, and without the manifest itself.
 */

import { isJsonObject, type JsonObject, type JsonValue } from "#lib/manifest";
import type { Language } from "#lib/shared";
import { LIMITS } from "../limit.ts";
import type { Code } from "../syntax/block.ts";
import { shown } from "../syntax/inline.ts";
import { manifestOf, repairedYaml } from "../syntax/manifest-text.ts";
import type { YamlComment } from "../syntax/yaml-comment.ts";
import { isTemplate, looksLikeManifest } from "../syntax/yaml-outline.ts";

export type ManifestTask = {
  readonly manifest: string;
  readonly objects: readonly { readonly kind: string; readonly name: string }[];
  readonly values: readonly string[];
  /** The author's remarks, each behind the field that it stands at. */
  readonly comments: readonly string[];
  readonly assumptions: readonly string[];
};

const GIVEN = new Set(
  (
    "replicas image containerPort port targetPort nodePort type schedule restartPolicy completions " +
    "parallelism backoffLimit storage storageClassName accessModes path mountPath operator effect " +
    "tolerationSeconds serviceName externalName host pathType ingressClassName key value command " +
    "args cpu memory concurrencyPolicy maxSurge maxUnavailable minReadySeconds namespace " +
    "periodSeconds initialDelaySeconds terminationGracePeriodSeconds hostPath nodeName"
  ).split(" "),
);
const VALUES_MAX = 16;
const COMMENTS_MAX = 12;

/** `spec.replicas: 2` for every field that decides how the result behaves. */
function valuesIn(value: JsonValue, path: string, found: string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) valuesIn(item, `${path}[]`, found);
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (/^(?:metadata|status)$/.test(at) || /Probe$/.test(key)) continue;
    if (GIVEN.has(key) && (inner === null || typeof inner !== "object" || isScalars(inner))) {
      if (found.length < VALUES_MAX) found.push(`${at}: ${inline(inner)}`);
    } else valuesIn(inner, at, found);
  }
}

function isScalars(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => item === null || typeof item !== "object");
}

function inline(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function nameOf(object: JsonObject): string | undefined {
  const metadata = object.metadata;
  const name = metadata !== undefined && isJsonObject(metadata) ? metadata.name : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

function assumptionsIn(manifest: string, language: Language): string[] {
  const images = [...manifest.matchAll(/^\s*(?:-\s+)?image:\s*["']?([^\s"'#]+)/gm)].map(
    (found) => found[1] ?? "",
  );
  const unknown = [...new Set(images)].filter((image) =>
    /\$\{|\$\(|^[\w.-]+\.[\w.-]+(?::\d+)?\//.test(image),
  );
  return unknown.map((image) =>
    language === "ja"
      ? `イメージ ${image} は取得でき、起動して動き続けるものとします。`
      : `The image ${image} can be pulled, starts, and keeps running.`,
  );
}

/** Remarks on what every manifest has say nothing about this one. */
const NO_REMARK = new Set(["apiVersion", "kind", "metadata", "name"]);

function remarksIn(manifest: string, comments: readonly YamlComment[]): readonly string[] {
  const lines = manifest.split("\n");
  const remarks = comments.flatMap(({ line, text }) => {
    const field = /^\s*(?:-\s+)*([\w./-]+):/.exec(lines[line] ?? "")?.[1];
    if (field === undefined) return [shown(text)];
    return NO_REMARK.has(field) ? [] : [`\`${field}\`: ${shown(text)}`];
  });
  return [...new Set(remarks)];
}

/** The task that a block gives, when it is a manifest with apiVersion, kind and name throughout. */
export function manifestTask(code: Code, language: Language): ManifestTask | undefined {
  if (!looksLikeManifest(code.language, code.text) || isTemplate(code.text)) return undefined;
  if (!/^apiVersion:/m.test(code.text) || !/^kind:/m.test(code.text)) return undefined;
  if (code.text.length > LIMITS.yamlBlockBytesMax) return undefined;
  const { text, comments } = repairedYaml(code);
  const { documents, diagnostics } = manifestOf(code);
  if (diagnostics.length > 0 || documents.length === 0) return undefined;
  const objects: { kind: string; name: string }[] = [];
  const values: string[] = [];
  for (const { object } of documents) {
    const name = nameOf(object);
    const { kind, apiVersion } = object;
    if (name === undefined || typeof kind !== "string" || typeof apiVersion !== "string")
      return undefined;
    if (/[<>]/.test(name)) return undefined;
    objects.push({ kind, name });
    valuesIn(object, "", values);
  }
  return {
    manifest: text,
    objects,
    values: [...new Set(values)],
    comments: remarksIn(text, comments).slice(0, COMMENTS_MAX),
    assumptions: assumptionsIn(text, language),
  };
}
