/** The syntax tree of an expression as the parser gives it. */
import type { ASTNode } from "@marcbachmann/cel-js";

export type CelNode = {
  readonly op: string;
  readonly args: unknown;
  /** Where the node begins and ends in the text. */
  readonly start: number;
  readonly end: number;
};

export function asNode(node: ASTNode | unknown): CelNode {
  return node as CelNode;
}

/** Names of the fields of a variable that an expression reads: `variables.limit` → `limit`. */
export function fieldsRead(node: CelNode, variable: string): ReadonlySet<string> {
  const names = new Set<string>();
  walk(node, ({ op, args }) => {
    if (op !== ".") return;
    const [holder, name] = args as readonly [CelNode, string];
    if (holder.op === "id" && holder.args === variable) names.add(name);
  });
  return names;
}

function walk(value: unknown, visit: (node: CelNode) => void): void {
  if (Array.isArray(value)) {
    for (const part of value) walk(part, visit);
    return;
  }
  if (typeof value !== "object" || value === null || !("op" in value)) return;
  const node = value as CelNode;
  visit(node);
  walk(node.args, visit);
}
