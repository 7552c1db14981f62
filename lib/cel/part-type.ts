/** Types of the parts of an expression, and what is said where they do not fit. */
import {
  BOOL,
  type CelType,
  DOUBLE,
  DYN,
  INT,
  isAssignable,
  isDyn,
  NULL,
  STRING,
  scalarType,
  typeText,
} from "./type.ts";

export function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u") !== undefined;
  } catch {
    return false;
  }
}

export function itemType(holder: CelType, key: CelType): CelType | undefined {
  if (isDyn(holder)) return DYN;
  if (holder.kind === "list" && isAssignable(key, INT)) return holder.item;
  return holder.kind === "map" && isAssignable(key, holder.key) ? holder.value : undefined;
}

export function literalType(value: unknown): CelType {
  if (value === null) return NULL;
  switch (typeof value) {
    case "bigint":
      return INT;
    case "number":
      return DOUBLE;
    case "boolean":
      return BOOL;
    case "string":
      return STRING;
    default:
      return value instanceof Uint8Array ? scalarType("bytes") : scalarType("uint");
  }
}

/** The common type of several values, or dyn. */
export function joined(types: readonly CelType[]): CelType {
  const [first, ...others] = types;
  if (first === undefined) return DYN;
  return others.every((one) => typeText(one) === typeText(first)) ? first : DYN;
}

export function noOverloadText(name: string, types: readonly CelType[]): string {
  const all = types.map(typeText).join(", ");
  return `found no matching overload for '${name}' applied to '(${all})'`;
}
