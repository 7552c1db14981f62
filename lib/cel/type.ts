/** The types of CEL values, as far as checking an expression needs them. */

type Sized = {
  /** How many items, entries or characters a value has at most, where a schema tells it. */
  readonly max?: number;
};

export type CelType = Sized &
  (
    | { readonly kind: "scalar"; readonly name: string }
    | { readonly kind: "list"; readonly item: CelType }
    | { readonly kind: "map"; readonly key: CelType; readonly value: CelType }
    | { readonly kind: "optional"; readonly item: CelType }
    | {
        readonly kind: "object";
        readonly name: string;
        readonly field: (name: string) => CelType | undefined;
      }
  );

const scalar = (name: string): CelType => ({ kind: "scalar", name });

/** A value about which nothing is known before it is there. */
export const DYN = scalar("dyn");
export const BOOL = scalar("bool");
export const INT = scalar("int");
export const DOUBLE = scalar("double");
export const STRING = scalar("string");
export const NULL = scalar("null_type");
export const TIMESTAMP = scalar("timestamp");
export const DURATION = scalar("duration");

export function scalarType(name: string): CelType {
  return scalar(name);
}

export function listOf(item: CelType): CelType {
  return { kind: "list", item };
}

export function mapOf(key: CelType, value: CelType): CelType {
  return { kind: "map", key, value };
}

export function optionalOf(item: CelType): CelType {
  return { kind: "optional", item };
}

export function sized(type: CelType, max: number): CelType {
  return { ...type, max };
}

export function objectType(name: string, field: (name: string) => CelType | undefined): CelType {
  return { kind: "object", name, field };
}

export function typeText(type: CelType): string {
  switch (type.kind) {
    case "list":
      return `list(${typeText(type.item)})`;
    case "map":
      return `map(${typeText(type.key)}, ${typeText(type.value)})`;
    case "optional":
      return `optional_type(${typeText(type.item)})`;
    default:
      return type.name;
  }
}

export function isDyn(type: CelType): boolean {
  return type.kind === "scalar" && type.name === "dyn";
}

/** Whether a value of one type may stand where the other is asked for. */
export function isAssignable(type: CelType, wanted: CelType): boolean {
  if (isDyn(type) || isDyn(wanted)) return true;
  if (type.kind === "list" && wanted.kind === "list") return isAssignable(type.item, wanted.item);
  if (type.kind === "optional" && wanted.kind === "optional") {
    return isAssignable(type.item, wanted.item);
  }
  if (type.kind === "map" && wanted.kind === "map") {
    return isAssignable(type.key, wanted.key) && isAssignable(type.value, wanted.value);
  }
  // Fields of objects and of maps are reached in the same way.
  if (type.kind === "object" || wanted.kind === "object") return type.kind === wanted.kind;
  return type.kind === "scalar" && wanted.kind === "scalar" && type.name === wanted.name;
}
