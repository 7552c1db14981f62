/** `--overrides`: a JSON merge patch on what kubectl has made. */
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/manifest";

export function applyOverrides(
  object: JsonObject,
  text: string,
  read: (text: string) => JsonObject,
): JsonObject {
  return text === "" ? object : (merged(object, read(text)) as JsonObject);
}

function merged(base: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const out: { [key: string]: JsonValue } = { ...(isJsonObject(base) ? base : {}) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key];
    else out[key] = merged(out[key], value);
  }
  return out;
}
