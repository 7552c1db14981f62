/** JSON merge patch (RFC 7386): null removes, objects are merged, everything else is replaced. */

type Json = Readonly<Record<string, unknown>>;

export function applyMergePatch(document: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(document) ? { ...document } : {};
  for (const name in patch) {
    const value = patch[name];
    if (value === null) delete result[name];
    else result[name] = applyMergePatch(result[name], value);
  }
  return result;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
