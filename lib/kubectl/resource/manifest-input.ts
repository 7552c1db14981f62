/** `-f`: files, folders and standard input → objects with their resources, and what was wrong. */

import {
  isJsonObject,
  type JsonObject,
  type ManifestEntry,
  readManifest,
  toJson,
  toYaml,
} from "#lib/manifest";
import { goJsonFault } from "#lib/shared";
import { type KubeObject, metadataFault, type ResourceRow } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError, throwCollected } from "../command/error.ts";
import { buildKustomization } from "../kustomize/build.ts";

/** An object that was read or fetched, with the place where it belongs. */
export type Info = {
  readonly row: ResourceRow;
  readonly namespace: string | undefined;
  readonly name: string;
  /** `STDIN`, a path, or "" for what came from the server. */
  readonly source: string;
  readonly object: KubeObject;
};

export type InputResult = { readonly infos: readonly Info[]; readonly errors: readonly Error[] };

export type InputOptions = {
  /** Refuse manifests without apiVersion or kind before the server sees them. */
  readonly validate?: boolean;
  /** Work without the server: kinds it does not know are fine. */
  readonly local?: boolean;
};

type TextSource = { readonly name: string; readonly text: string };

const EXTENSIONS = [".json", ".yaml", ".yml"];

/**
 * Everything that `--filename` names. Text that cannot be read or is no object ends its stream;
 * an object that cannot be placed is told and passed over.
 */
export function readInput(context: CommandContext, options: InputOptions = {}): InputResult {
  const infos: Info[] = [];
  const errors: Error[] = [];
  const sources = context.flags.text("kustomize") === "" ? openAll(context) : built(context);
  for (const source of sources) {
    try {
      for (const entry of readManifest(source.text).entries) {
        const value = readEntry(entry, source, options);
        collect(errors, () => {
          const object = objectOf(value, source.name);
          infos.push(...infosOf(context, source.name, object, options));
        });
      }
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      errors.push(error);
    }
  }
  return { infos, errors };
}

function collect(errors: Error[], run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    errors.push(error);
  }
}

/** `-k`: what the kustomization makes, as if it were one file. */
function built({ flags, io }: CommandContext): readonly TextSource[] {
  if (flags.list("filename").length > 0) {
    throw new KubectlError("only one of -f or -k can be specified");
  }
  const path = flags.text("kustomize");
  const text = buildKustomization(io, path)
    .map((object) => toYaml(object))
    .join("---\n");
  return [{ name: path, text }];
}

/** Paths that are not there are told all together, before anything is done. */
function openAll(context: CommandContext): readonly TextSource[] {
  const errors: Error[] = [];
  const sources = context.flags.list("filename").flatMap((path) => {
    try {
      return openPath(context, path);
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      errors.push(error);
      return [];
    }
  });
  throwCollected(errors);
  return sources;
}

function openPath(context: CommandContext, path: string): readonly TextSource[] {
  const { io, flags } = context;
  if (path === "-") return [{ name: "STDIN", text: io.stdin ?? "" }];
  if (/^https?:\/\//.test(path)) {
    throw new KubectlError(`unable to read URL "${path}": this cluster reaches no network`);
  }
  const text = io.readFile(path);
  if (text !== undefined) return [{ name: path, text }];
  const names = io.listFiles(path);
  if (names === undefined) throw new KubectlError(`the path "${path}" does not exist`);
  const folder = path.replace(/\/*$/, "/");
  // Go joins the names of a folder cleanly.
  const shown = folder.replace(/^(?:\.\/)+/, "");
  const manifests = [...names]
    .sort()
    .filter((name) => EXTENSIONS.some((extension) => name.endsWith(extension)))
    .filter((name) => flags.bool("recursive") || !name.includes("/"));
  if (manifests.length === 0) {
    const known = EXTENSIONS.toSorted().join(" ");
    throw new KubectlError(`error reading [${path}]: recognized file extensions are [${known}]`);
  }
  return manifests.map((name) => ({
    name: `${shown}${name}`,
    text: io.readFile(`${folder}${name}`) ?? "",
  }));
}

const NO_OBJECT = "invalid object to validate";
const STOP = "if you choose to ignore these errors, turn validation off with --validate=false";

function readEntry(
  entry: ManifestEntry,
  { name: source, text }: TextSource,
  options: InputOptions,
): unknown {
  if (entry.kind === "failure") {
    // What begins like JSON is read as JSON first, and its fault is the one that is told.
    const fault = text.trimStart().startsWith("{") ? goJsonFault(text) : undefined;
    const why =
      fault === undefined ? entry.message : `json: offset ${fault.offset}: ${fault.message}`;
    throw new KubectlError(`error parsing ${source}: ${why}`);
  }
  const wrong = (why: string) =>
    new KubectlError(`error validating "${source}": error validating data: ${why}; ${STOP}`);
  if (entry.kind === "value") {
    if (options.validate) throw wrong(NO_OBJECT);
    return entry.value;
  }
  const { object } = entry.document;
  if (options.validate) {
    const faults =
      object.apiVersion === "v1" && object.kind === "List"
        ? listFaults(object)
        : headerFaults(object);
    if (faults.length > 0)
      throw wrong(faults.length === 1 ? (faults[0] ?? "") : `[${faults.join(", ")}]`);
  }
  return object;
}

function objectOf(value: unknown, source: string): JsonObject {
  const undecodable = (why: string) => new KubectlError(`unable to decode "${source}": ${why}`);
  if (!isJsonObject(value)) {
    const type = Array.isArray(value) ? "array" : typeof value;
    throw undecodable(`json: cannot unmarshal ${type} into Go value of type struct`);
  }
  if (!isFilled(value.kind)) {
    throw undecodable(`Object 'Kind' is missing in '${toJson(value, "compact")}'`);
  }
  // Of the rest of an object kubectl knows no types: the server looks at them.
  const fault = metadataFault(value.metadata ?? {});
  if (fault !== undefined) throw undecodable(fault);
  return value;
}

/** A list is looked at item by item. */
function listFaults({ items }: JsonObject): readonly string[] {
  if (!Array.isArray(items)) return [NO_OBJECT];
  return items.flatMap((item) => (isJsonObject(item) ? headerFaults(item) : [NO_OBJECT]));
}

/** What kubectl itself looks at before it asks the server. */
function headerFaults(object: JsonObject): readonly string[] {
  const faults: string[] = [];
  for (const field of ["apiVersion", "kind"]) {
    const value = object[field];
    if (value === undefined || value === null) faults.push(`${field} not set`);
    else if (typeof value !== "string") faults.push(`${field} isn't string type`);
  }
  const version = object.apiVersion;
  if (typeof version === "string" && version.split("/").length > 2) {
    faults.push(`unexpected GroupVersion string: ${version}`);
  }
  return faults;
}

function infosOf(
  context: CommandContext,
  source: string,
  object: JsonObject,
  options: InputOptions,
): readonly Info[] {
  const kind = String(object.kind);
  if (kind.endsWith("List") && Array.isArray(object.items)) {
    return object.items
      .filter(isJsonObject)
      .flatMap((item) => infosOf(context, source, withTypeOf(object, item), options));
  }
  return [infoOf(context, source, object, options)];
}

// Items of a typed list may leave out their own kind.
function withTypeOf(list: JsonObject, item: JsonObject): JsonObject {
  if (isFilled(item.kind) || list.kind === "List") return item;
  const kind = String(list.kind).replace(/List$/, "");
  return { apiVersion: list.apiVersion ?? "v1", kind, ...item };
}

function infoOf(
  context: CommandContext,
  source: string,
  object: JsonObject,
  options: InputOptions,
): Info {
  const apiVersion = String(object.apiVersion ?? "");
  const kind = String(object.kind);
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const name = typeof metadata.name === "string" ? metadata.name : "";
  const own = typeof metadata.namespace === "string" ? metadata.namespace : "";
  const row =
    findRow(context, apiVersion, kind) ?? (options.local ? localRow(apiVersion, kind) : undefined);
  if (row === undefined) {
    throw new KubectlError(
      `resource mapping not found for name: ${JSON.stringify(name)} namespace: ${JSON.stringify(own)} ` +
        `from "${source}": no matches for kind "${kind}" in version "${apiVersion}"\n` +
        "ensure CRDs are installed first",
    );
  }
  const namespace = row.namespaced ? namespaceOf(context, own) : undefined;
  const filled =
    namespace === undefined || own !== "" || options.local
      ? object
      : { ...object, metadata: { ...metadata, namespace } };
  return { row, namespace, name, source, object: filled as unknown as KubeObject };
}

// A kind in lower case is mapped too; the server then says what it thinks of it.
function findRow(
  context: CommandContext,
  apiVersion: string,
  kind: string,
): ResourceRow | undefined {
  // Kinds of the core group are found without a version, but lead nowhere then.
  if (apiVersion === "") {
    const core = context.mapper.ofKind("v1", kind);
    return core === undefined ? undefined : { ...core, version: "" };
  }
  const version = apiVersion;
  const exact = context.mapper.ofKind(version, kind);
  if (exact !== undefined) return exact;
  return context.mapper.rows.find(
    (row) =>
      row.kind.toLowerCase() === kind &&
      (row.group === "" ? row.version : `${row.group}/${row.version}`) === version,
  );
}

function localRow(apiVersion: string, kind: string): ResourceRow {
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  return {
    group: group ?? "",
    version: version ?? "",
    resource: `${kind.toLowerCase()}s`,
    kind,
    singular: kind.toLowerCase(),
    namespaced: true,
    verbs: [],
    model: "",
  };
}

function namespaceOf(context: CommandContext, own: string): string {
  if (own === "") return context.namespace;
  if (context.namespaceGiven && own !== context.namespace) {
    throw new KubectlError(
      `the namespace from the provided object "${own}" does not match the namespace ` +
        `"${context.namespace}". You must pass '--namespace=${own}' to perform this operation.`,
    );
  }
  return own;
}

function isFilled(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
