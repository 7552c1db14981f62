/** `configMapGenerator` and `secretGenerator`: data from literals, files and env files. */
import type { JsonObject } from "#lib/manifest";
import { KubectlError } from "../command/error.ts";
import type { KubectlIo } from "../command/io.ts";
import { encodeBase64 } from "../text/base64.ts";
import { contentHash } from "../text/content-hash.ts";
import type { Resource } from "./kustomization.ts";
import { fieldsOf, joinPath, type Kustomization, listOf, textsOf } from "./kustomization.ts";

export function generated(io: KubectlIo, kustomization: Kustomization): readonly Resource[] {
  const { fields } = kustomization;
  const common = fieldsOf(fields.generatorOptions);
  return [
    ...listOf(fields.configMapGenerator).map((one) => make(io, kustomization, one, common, false)),
    ...listOf(fields.secretGenerator).map((one) => make(io, kustomization, one, common, true)),
  ];
}

function make(
  io: KubectlIo,
  { folder }: Kustomization,
  generator: JsonObject,
  common: JsonObject,
  secret: boolean,
): Resource {
  const name = String(generator.name ?? "");
  const options = { ...common, ...fieldsOf(generator.options) };
  const plain = dataOf(io, folder, generator);
  const entries = Object.entries(plain).sort(([a], [b]) => (a < b ? -1 : 1));
  const data = Object.fromEntries(
    entries.map(([key, value]) => [key, secret ? encodeBase64(value) : value]),
  );
  const type = String(generator.type ?? "Opaque");
  const immutable = options.immutable === true ? { immutable: true } : {};
  const kind = secret ? "Secret" : "ConfigMap";
  const content = { kind, name, data, ...(secret ? { type } : {}), ...immutable };
  const hash = options.disableNameSuffixHash === true ? "" : `-${contentHash(content)}`;
  const labels = Object.keys(fieldsOf(options.labels)).length > 0 ? { labels: options.labels } : {};
  const notes =
    Object.keys(fieldsOf(options.annotations)).length > 0
      ? { annotations: options.annotations }
      : {};
  const place = generator.namespace === undefined ? {} : { namespace: generator.namespace };
  const metadata = { name: `${name}${hash}`, ...place, ...labels, ...notes } as JsonObject;
  const object: JsonObject = {
    apiVersion: "v1",
    kind,
    metadata,
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...(secret ? { type } : {}),
    ...immutable,
  };
  return { object, names: [name] };
}

function dataOf(io: KubectlIo, folder: string, generator: JsonObject): Record<string, string> {
  const data: Record<string, string> = {};
  for (const literal of textsOf(generator.literals)) {
    const equals = literal.indexOf("=");
    if (equals <= 0) {
      throw new KubectlError(`invalid literal source ${literal}, expected key=value`);
    }
    data[literal.slice(0, equals)] = literal.slice(equals + 1).replace(/^(["'])(.*)\1$/, "$2");
  }
  for (const source of textsOf(generator.files)) {
    const equals = source.indexOf("=");
    const path = source.slice(equals + 1);
    const key = equals < 0 ? (path.split("/").at(-1) ?? path) : source.slice(0, equals);
    data[key] = read(io, folder, path);
  }
  for (const path of [...textsOf(generator.envs), ...textsOf([generator.env])]) {
    for (const line of read(io, folder, path).split("\n")) {
      if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
      const equals = line.indexOf("=");
      data[equals < 0 ? line : line.slice(0, equals)] = equals < 0 ? "" : line.slice(equals + 1);
    }
  }
  return data;
}

function read(io: KubectlIo, folder: string, path: string): string {
  const place = joinPath(folder, path);
  const text = io.readFile(place);
  if (text !== undefined) return text;
  throw new KubectlError(
    `loading KV pairs: file sources: [${path}]: open ${place}: no such file or directory`,
  );
}
