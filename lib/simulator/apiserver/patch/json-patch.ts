/**
 * JSON patch (RFC 6902) as the API server applies it: a `replace` of a field that is not there
 * adds it, an index may count from the end.
 */
import { sameJson } from "../../api/json.ts";

/** Thrown for whatever cannot be applied; the server does not say what it was. */
export class JsonPatchError extends Error {
  override readonly name = "JsonPatchError";
}

export type JsonPatchOperation = {
  readonly op?: unknown;
  readonly path?: unknown;
  readonly from?: unknown;
  readonly value?: unknown;
};

export function applyJsonPatch(
  document: unknown,
  operations: readonly JsonPatchOperation[],
): unknown {
  return operations.reduce(applyOperation, document);
}

function applyOperation(document: unknown, { op, path, from, value }: JsonPatchOperation): unknown {
  const place = pointerOf(path);
  switch (op) {
    case "add":
      return insert(document, place, value ?? null);
    case "replace":
      return replace(document, place, value ?? null);
    case "remove":
      return remove(document, place);
    case "move":
      return insert(remove(document, pointerOf(from)), place, read(document, pointerOf(from)));
    case "copy":
      return insert(document, place, read(document, pointerOf(from)));
    case "test":
      if (!sameJson(readOrNull(document, place), value ?? null))
        throw new JsonPatchError("test failed");
      return document;
    default:
      throw new JsonPatchError(`Unexpected kind: ${String(op)}`);
  }
}

type Pointer = readonly string[];

function pointerOf(path: unknown): Pointer {
  if (typeof path !== "string" || (path !== "" && !path.startsWith("/"))) {
    throw new JsonPatchError("not a path");
  }
  const parts = path.split("/").slice(1);
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

type Container = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Rebuilds the way down to the container of the last part, which `change` makes anew. */
function changeAt(
  value: unknown,
  pointer: Pointer,
  change: (container: Container, part: string) => Container,
): unknown {
  const [part, ...rest] = pointer;
  if (part === undefined) throw new JsonPatchError("the whole document cannot be changed");
  if (typeof value !== "object" || value === null) throw new JsonPatchError("missing path");
  const container = value as Container;
  if (rest.length === 0) return change(container, part);
  if (Array.isArray(container)) {
    const index = indexOf(container, part, container.length - 1);
    return container.map((item, i) => (i === index ? changeAt(item, rest, change) : item));
  }
  const record = container as Readonly<Record<string, unknown>>;
  if (record[part] === undefined) throw new JsonPatchError("missing path");
  return { ...record, [part]: changeAt(record[part], rest, change) };
}

function insert(document: unknown, pointer: Pointer, value: unknown): unknown {
  if (pointer.length === 0) return value;
  return changeAt(document, pointer, (container, part) => {
    if (!Array.isArray(container)) return { ...container, [part]: value };
    if (part === "-") return [...container, value];
    const index = indexOf(container, part, container.length);
    return [...container.slice(0, index), value, ...container.slice(index)];
  });
}

function replace(document: unknown, pointer: Pointer, value: unknown): unknown {
  if (pointer.length === 0) return value;
  return changeAt(document, pointer, (container, part) => {
    if (!Array.isArray(container)) return { ...container, [part]: value };
    const index = indexOf(container, part, container.length - 1);
    return container.map((item, i) => (i === index ? value : item));
  });
}

function remove(document: unknown, pointer: Pointer): unknown {
  return changeAt(document, pointer, (container, part) => {
    if (Array.isArray(container)) {
      const index = indexOf(container, part, container.length - 1);
      return container.filter((_, i) => i !== index);
    }
    const { [part]: gone, ...rest } = container as Readonly<Record<string, unknown>>;
    if (gone === undefined) throw new JsonPatchError("remove of a field that is not there");
    return rest;
  });
}

function read(document: unknown, pointer: Pointer): unknown {
  const value = readOrNull(document, pointer);
  if (value === null) throw new JsonPatchError("missing path");
  return value;
}

function readOrNull(document: unknown, pointer: Pointer): unknown {
  let value = document;
  for (const part of pointer) {
    if (Array.isArray(value)) value = value[indexOf(value, part, value.length - 1)];
    else if (typeof value === "object" && value !== null)
      value = (value as Record<string, unknown>)[part];
    else throw new JsonPatchError("missing path");
  }
  return value ?? null;
}

function indexOf(list: readonly unknown[], part: string, largest: number): number {
  if (!/^-?\d+$/.test(part)) throw new JsonPatchError("not an index");
  const given = Number(part);
  const index = given < 0 ? given + list.length : given;
  if (index < 0 || index > largest) throw new JsonPatchError("index out of bounds");
  return index;
}
