/**
 * Step 3 of conformance/FORMAT.md: what differs from run to run becomes a placeholder, anywhere.
 */
import { applyMasks } from "./masks.ts";
import type { RunFacts } from "./run-facts.ts";

export function replaceValues(text: string, facts: RunFacts): string {
  let out = text;
  if (facts.home !== "") out = out.replaceAll(facts.home, "<home>");
  if (facts.work !== "") out = out.replaceAll(facts.work, "<work>");
  if (facts.server !== "") {
    out = out.replaceAll(facts.server, "https://<server>");
    out = out.replaceAll(facts.server.replace(/^https:\/\//, ""), "<server>");
  }
  out = applyMasks(out);
  if (facts.generated !== undefined) out = out.replace(facts.generated, "-<rand>");
  if (facts.owned !== undefined) out = out.replace(facts.owned, "$1-<rand>");
  if (facts.hashes !== undefined) {
    out = out.replace(facts.hashes, (hash) => facts.hashNames.get(hash) ?? hash);
  }
  if (facts.nodePorts !== undefined) out = out.replace(facts.nodePorts, "<nodeport>");
  out = out.replace(/is forbidden: \[m[^[\]]*\]/g, sortReasons);
  return out.replace(/\.[0-9a-f]{16}\b/g, ".<id>");
}

/** The limits that a pod breaks come in no certain order; a reason may go on with `but …`. */
function sortReasons(text: string): string {
  const open = text.indexOf("[");
  const reasons: string[] = [];
  for (const part of text.slice(open + 1, -1).split(", ")) {
    if (part.startsWith("but ") && reasons.length > 0) reasons.push(`${reasons.pop()}, ${part}`);
    else reasons.push(part);
  }
  return `${text.slice(0, open + 1)}${reasons.sort().join(", ")}]`;
}
