/** JSON patches applied by kubectl itself. Not simulated: copy and move. */
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/manifest";
import { KubectlError } from "../command/error.ts";

export function applyJsonPatch(object: JsonObject, operations: readonly JsonObject[]): JsonObject {
  return operations.reduce<JsonObject>((all, operation) => {
    const path = String(operation.path);
    const parts = path
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    return changed(all, parts, operation, path) as JsonObject;
  }, object);
}

function changed(
  value: JsonValue | undefined,
  [first, ...rest]: readonly string[],
  operation: JsonObject,
  path: string,
): JsonValue {
  const missing = () =>
    new KubectlError(
      `${String(operation.op)} operation does not apply: doc is missing path: ${path}`,
    );
  if (first === undefined) return operation.value ?? null;
  if (Array.isArray(value)) {
    const at = first === "-" ? value.length : Number(first);
    if (!Number.isInteger(at) || at < 0 || at > value.length) throw missing();
    if (rest.length > 0) return value.with(at, changed(value[at], rest, operation, path));
    if (operation.op === "add") return value.toSpliced(at, 0, operation.value ?? null);
    if (at === value.length) throw missing();
    if (operation.op === "remove") return value.toSpliced(at, 1);
    return value.with(at, operation.value ?? null);
  }
  if (!isJsonObject(value)) throw missing();
  if (rest.length > 0) {
    if (value[first] === undefined) throw missing();
    return { ...value, [first]: changed(value[first], rest, operation, path) };
  }
  if (operation.op !== "add" && value[first] === undefined) throw missing();
  if (operation.op === "test") {
    if (JSON.stringify(value[first]) === JSON.stringify(operation.value)) return value;
    throw new KubectlError(`testing value ${path} failed: test failed`);
  }
  if (operation.op !== "remove") return { ...value, [first]: operation.value ?? null };
  const { [first]: _gone, ...kept } = value;
  return kept;
}
