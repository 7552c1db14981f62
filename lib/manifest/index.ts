/**
 * Manifests as kubectl reads and prints them: text ↔ plain objects,
 * and where each field stands.
 */
export { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
export { type JsonStyle, toJson } from "./json-writer.ts";
export { splitFieldPath } from "./position.ts";
export {
  MAX_MANIFEST_BYTES,
  type Manifest,
  type ManifestDocument,
  type ManifestEntry,
  type ReadOptions,
  readManifest,
} from "./read.ts";
export { toYaml } from "./yaml-writer.ts";
