/** Whether a function takes what it is called with, and of what type its result is. */
import { type Overload, overloadsOf } from "./overload.ts";
import { type CelType, DYN, isDyn, listOf, STRING, scalarType, typeText } from "./type.ts";

export function takes(
  { receiver, parameters }: Overload,
  on: CelType | undefined,
  types: readonly CelType[],
): boolean {
  if ((receiver === undefined) !== (on === undefined)) return false;
  if (receiver !== undefined && on !== undefined && !isOf(on, receiver)) return false;
  return (
    parameters.length === types.length && types.every((type, i) => isOf(type, parameters[i] ?? ""))
  );
}

function isOf(type: CelType, name: string): boolean {
  if (name === "A" || isDyn(type)) return true;
  if (name === "list" || name === "map") {
    return type.kind === name || (name === "map" && type.kind === "object");
  }
  return typeText(type) === name;
}

export function resultType(name: string, receiver: CelType | undefined): CelType {
  if (name === "item") return receiver?.kind === "list" ? receiver.item : DYN;
  if (name === "list(string)") return listOf(STRING);
  return scalarType(name);
}

/** Of a call on something that is not looked into: the function's only result, or unknown. */
export function resultOn(name: string, receiver: CelType): CelType {
  const results = new Set(
    (overloadsOf(name) ?? []).filter((one) => one.receiver !== undefined).map((one) => one.result),
  );
  const [only] = results;
  return isDyn(receiver) && results.size === 1 && only !== undefined
    ? resultType(only, undefined)
    : DYN;
}
