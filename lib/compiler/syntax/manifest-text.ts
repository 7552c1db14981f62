/** A block's YAML after repair, and what kubectl would read from it: found once per block. */
import { type Manifest, readManifest } from "#lib/manifest";
import type { Code } from "./block.ts";
import { type RepairedYaml, repairYaml } from "./yaml-comment.ts";

const repaired = new WeakMap<Code, RepairedYaml>();
const manifests = new WeakMap<Code, Manifest>();

export function repairedYaml(code: Code): RepairedYaml {
  const known = repaired.get(code) ?? repairYaml(code.text);
  repaired.set(code, known);
  return known;
}

export function manifestOf(code: Code): Manifest {
  const known = manifests.get(code) ?? readManifest(repairedYaml(code).text);
  manifests.set(code, known);
  return known;
}
