/**
 * Sets of fields, as managers own them. A path is the text of its elements (`f:name`, `k:{…}`,
 * `v:…`) with a separator between them; a set holds the paths themselves.
 */
export type FieldSet = ReadonlySet<string>;

export const SEPARATOR = "\u0001";

export function union(...sets: readonly FieldSet[]): FieldSet {
  const all = new Set<string>();
  for (const set of sets) for (const path of set) all.add(path);
  return all;
}

export function difference(set: FieldSet, other: FieldSet): FieldSet {
  if (other.size === 0) return set;
  const rest = new Set<string>();
  for (const path of set) if (!other.has(path)) rest.add(path);
  return rest;
}

export function intersection(set: FieldSet, other: FieldSet): FieldSet {
  const both = new Set<string>();
  for (const path of set) if (other.has(path)) both.add(path);
  return both;
}

export function joinPath(parent: string, element: string): string {
  return parent === "" ? element : `${parent}${SEPARATOR}${element}`;
}

const NOBODYS = [
  "f:apiVersion",
  "f:kind",
  "f:metadata",
  ...[
    "name",
    "namespace",
    "creationTimestamp",
    "selfLink",
    "uid",
    "generation",
    "managedFields",
    "resourceVersion",
  ].map((name) => `f:metadata${SEPARATOR}f:${name}`),
];

/** Nobody owns what makes an object that object. */
export function withoutIdentity(set: FieldSet): FieldSet {
  const kept = new Set(set);
  for (const path of NOBODYS) kept.delete(path);
  return kept;
}

type Tree = { [element: string]: Tree };

/** As `fieldsV1` stands in an object; `.` is the thing itself beside what is in it. */
export function fieldsV1(set: FieldSet): Readonly<Record<string, unknown>> {
  const root: Tree = {};
  const nodes = new Map<string, Tree>([["", root]]);
  const nodeAt = (path: string): Tree => {
    const known = nodes.get(path);
    if (known !== undefined) return known;
    const at = path.lastIndexOf(SEPARATOR);
    const parent = nodeAt(at < 0 ? "" : path.slice(0, at));
    const node: Tree = {};
    parent[path.slice(at + 1)] = node;
    nodes.set(path, node);
    return node;
  };
  for (const path of [...set].sort()) nodeAt(path);
  for (const path of set) {
    const node = nodes.get(path);
    if (node !== undefined && Object.keys(node).length > 0) node["."] = {};
  }
  return root;
}

/** The way back from `fieldsV1`. */
export function fieldSetIn(tree: unknown, path = "", set = new Set<string>()): FieldSet {
  const elements = Object.entries((tree ?? {}) as Tree);
  if (path !== "" && (elements.length === 0 || elements.some(([name]) => name === "."))) {
    set.add(path);
  }
  for (const [element, inner] of elements) {
    if (element !== ".") fieldSetIn(inner, joinPath(path, element), set);
  }
  return set;
}

/** `.spec.ports[port=80,protocol="TCP"].name`, as conflicts name a field. */
export function pathText(path: string): string {
  return path
    .split(SEPARATOR)
    .map((element) => {
      const text = element.slice(2);
      if (element.startsWith("f:")) return `.${text}`;
      if (element.startsWith("v:")) return `[=${text}]`;
      return keyText(JSON.parse(text) as Readonly<Record<string, unknown>>);
    })
    .join("");
}

/** `[name="web"]` */
export function keyText(key: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(key).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `[${parts.join(",")}]`;
}
