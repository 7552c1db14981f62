/** Node selector terms: the terms are alternatives, what stands in one term must hold together. */
import { matchesRequirement } from "./label.ts";
import type { Node, NodeSelector, NodeSelectorTerm } from "./types.generated.ts";

export function matchesNodeSelector(selector: NodeSelector, node: Node): boolean {
  return selector.nodeSelectorTerms.some((term) => matchesTerm(term, node));
}

/** A term without any requirement matches nothing. */
export function matchesTerm(term: NodeSelectorTerm, node: Node): boolean {
  const { matchExpressions = [], matchFields = [] } = term;
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  const labels = node.metadata.labels;
  return (
    matchExpressions.every((r) =>
      matchesRequirement(r.operator, labels?.[r.key], r.values ?? []),
    ) &&
    matchFields.every((r) => matchesRequirement(r.operator, fieldOf(node, r.key), r.values ?? []))
  );
}

function fieldOf(node: Node, path: string): string | undefined {
  return path === "metadata.name" ? node.metadata.name : undefined;
}
