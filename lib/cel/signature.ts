/** Whether a function takes what it is called with, and of what type its result is. */
import { type Overload, overloadsOf } from "./overload.ts";
import {
  type CelType,
  DYN,
  isAssignable,
  isDyn,
  listOf,
  mapOf,
  optionalOf,
  STRING,
  scalarType,
  typeText,
} from "./type.ts";

export function takes(
  { receiver, parameters, result }: Overload,
  on: CelType | undefined,
  types: readonly CelType[],
): boolean {
  if ((receiver === undefined) !== (on === undefined)) return false;
  if (receiver !== undefined && on !== undefined && !isOf(on, receiver)) return false;
  // What stands in for a missing value is of the same type.
  if (on?.kind === "optional" && result === "item" && types[0] !== undefined) {
    return types.length === 1 && isAssignable(types[0], on.item);
  }
  return (
    parameters.length === types.length && types.every((type, i) => isOf(type, parameters[i] ?? ""))
  );
}

function isOf(type: CelType, name: string): boolean {
  if (name === "A" || isDyn(type)) return true;
  if (name === "list" || name === "map" || name === "optional") {
    return type.kind === name || (name === "map" && type.kind === "object");
  }
  return typeText(type) === name;
}

export function resultType(
  name: string,
  receiver: CelType | undefined,
  [first = DYN]: readonly CelType[] = [],
): CelType {
  const inner = /^(list|optional)\((.*)\)$/.exec(name);
  if (inner !== null) {
    const item = resultType(inner[2] ?? "", receiver, [first]);
    return inner[1] === "list" ? listOf(item) : optionalOf(item);
  }
  switch (name) {
    case "item":
      return receiver?.kind === "list" || receiver?.kind === "optional" ? receiver.item : DYN;
    case "self":
      return receiver ?? DYN;
    case "first":
      return first;
    case "list":
      return listOf(DYN);
    case "queries":
      return mapOf(STRING, listOf(STRING));
    default:
      return scalarType(name);
  }
}

/** Of a call on something about which nothing is known: the function's only result, or unknown. */
export function resultOn(name: string): CelType {
  const results = new Set(
    (overloadsOf(name) ?? []).filter((one) => one.receiver !== undefined).map((one) => one.result),
  );
  const [only] = results;
  return results.size === 1 && only !== undefined ? resultType(only, undefined) : DYN;
}
