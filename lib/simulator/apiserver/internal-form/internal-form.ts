/**
 * Objects as the server holds them inside: with Go's names, in Go's order, nothing left out. Some
 * refusals show values or differences in this form.
 */
import { INTERNAL_STRUCTS } from "./table.ts";

type Field = { readonly name: string; readonly json: string; readonly type: string };
type Json = Readonly<Record<string, unknown>>;

const structs = new Map<string, readonly Field[]>();

function fieldsOf(struct: string): readonly Field[] {
  let fields = structs.get(struct);
  if (fields === undefined) {
    fields = (INTERNAL_STRUCTS[struct] ?? "").split(" ").map((text) => {
      const [name = "", type = "x", json] = text.split(":");
      return { name, type, json: json ?? name.charAt(0).toLowerCase() + name.slice(1) };
    });
    structs.set(struct, fields);
  }
  return fields;
}

export function internalForm(struct: string, value: Json): Json {
  const form: Record<string, unknown> = {};
  for (const { name, json, type } of fieldsOf(struct)) form[name] = formOf(value[json], type);
  return form;
}

/** A pod's spec: what the server keeps with the security context stands beside it in the API. */
export function internalPodSpec(spec: Json): Json {
  const { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers } = spec;
  const shared = { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers };
  const securityContext = { ...(spec.securityContext as Json | undefined), ...shared };
  return internalForm("PodSpec", { ...spec, securityContext });
}

function formOf(value: unknown, type: string): unknown {
  const inner = type.slice(1);
  switch (type.charAt(0)) {
    case "?":
      return value === undefined || value === null ? null : formOf(value, inner);
    case "@":
      return internalForm(inner, (value ?? {}) as Json);
    case "[":
      return Array.isArray(value) ? value.map((item) => formOf(item, inner)) : null;
    case "{":
      return mapForm(value);
    case "s":
      return value ?? "";
    case "i":
    case "o":
      return value ?? 0;
    case "b":
      return value ?? false;
    case "q":
      return value ?? "0";
    default:
      return value ?? null;
  }
}

function mapForm(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return null;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
