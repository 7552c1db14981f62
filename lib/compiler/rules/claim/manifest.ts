/** Claims that a manifest makes by its form: comment signs, capital keys, lost indentation. */
import { present } from "#lib/shared";
import type { RepairedYaml } from "../../syntax/yaml-comment.ts";
import type { Claim } from "./claim.ts";

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

export const MANIFEST_CLAIMS: readonly ManifestClaim[] = [
  {
    id: "X39",
    lineOf: equalProbeRemark,
    question: {
      en: "What follows from a failing readiness probe, what from a failing liveness probe?",
      ja: "readinessProbeの失敗とlivenessProbeの失敗は、それぞれ何を起こす？",
    },
    now: {
      en: "Readiness takes the Pod out of the Service's traffic; liveness restarts the container.",
      ja: "readinessはServiceの振り分けから外し、livenessはコンテナを再起動する。",
    },
    domains: ["CKAD-OBS"],
  },
  {
    id: "X59",
    lineOf: (yaml) => lineWith(yaml, /^( *)selector:[ \t]*\n\1match(?:Labels|Expressions):/m),
    question: {
      en: "How must matchLabels be indented below selector?",
      ja: "matchLabelsはselectorに対してどう字下げする？",
    },
    now: {
      en: "Deeper than selector; at the same indentation the selector is null.",
      ja: "selectorより深く。同じ深さではselectorがnullになる。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X60",
    lineOf: (yaml) => yaml.repaired[0],
    question: {
      en: "With which sign does a comment begin in YAML?",
      ja: "YAMLのコメントは何の記号で始まる？",
    },
    now: {
      en: "With # after a space; // becomes part of the value or breaks the file.",
      ja: "空白の後の #。// は値の一部になるか、構文エラーになる。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X61",
    lineOf: (yaml) => lineWith(yaml, /^\s*(?:- )?Ports:\s*$/m),
    question: {
      en: "Where and how are the ports of a Pod written?",
      ja: "Podのポートはどこにどう書く？",
    },
    now: {
      en: "In lower case, as a list under the container: containers[].ports[].containerPort.",
      ja: "小文字で、コンテナの下のリストcontainers[].ports[].containerPortとして。",
    },
    domains: ["CKAD-DES"],
  },
];
