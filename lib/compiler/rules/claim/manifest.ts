/** Claims that a manifest makes by its form: comment signs, capital keys, lost indentation. */
import { present } from "#lib/shared";
import type { RepairedYaml } from "../../syntax/yaml-comment.ts";
import { CLAIMS, type Claim } from "./index.ts";

export type ManifestClaim = Pick<Claim, "id" | "question" | "now" | "domains"> & {
  /** Index of the line that makes the claim. */
  readonly lineOf: (yaml: RepairedYaml) => number | undefined;
};

function lineWith(yaml: RepairedYaml, pattern: RegExp): number | undefined {
  const at = yaml.text.search(pattern);
  return at < 0 ? undefined : yaml.text.slice(0, at).split("\n").length - 1;
}

/** Both probes carry the same remark, as if they did the same. */
function equalProbeRemark(yaml: RepairedYaml): number | undefined {
  const lines = yaml.text.split("\n");
  const remark = (probe: string) =>
    yaml.comments.find(({ line }) =>
      present(lines[line], "the comment's line").trim().startsWith(`${probe}:`),
    );
  const liveness = remark("livenessProbe");
  return liveness !== undefined && liveness.text === remark("readinessProbe")?.text
    ? liveness.line
    : undefined;
}

const SIGNS: readonly (readonly [id: string, lineOf: ManifestClaim["lineOf"]])[] = [
  ["X39", equalProbeRemark],
  ["X59", (yaml) => lineWith(yaml, /^( *)selector:[ \t]*\n\1match(?:Labels|Expressions):/m)],
  ["X60", (yaml) => yaml.repaired[0]],
  ["X61", (yaml) => lineWith(yaml, /^\s*(?:- )?Ports:\s*$/m)],
];

export const MANIFEST_CLAIMS: readonly ManifestClaim[] = SIGNS.map(([id, lineOf]) => ({
  ...present(
    CLAIMS.find((claim) => claim.id === id),
    "a claim that manifests make",
  ),
  lineOf,
}));
