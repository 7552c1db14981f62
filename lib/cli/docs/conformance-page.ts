/** The page of the scoreboard: how much of what a real cluster answered the simulator answers. */
import type { CaseOutcome } from "../conformance/compare.ts";
import { scoreRows } from "../conformance/report.ts";

const HEAD = `# Conformance

Made by \`npm run docs\` from a run of all cases in \`conformance/cases\`; do not edit. A case is a
list of kubectl commands with what Kubernetes v1.35.4 answered to each; the form of cases and the
rules by which two answers count as equal are in [FORMAT.md](../conformance/FORMAT.md).
`;

const FOOT = `A *telling* step is one that does not merely say that something was created, changed or deleted.
A case passes when all its steps do. Cases that passed once are named in
\`conformance/passing.txt\` and must go on passing.

- all cases and the ratchet: \`npm run -s conformance\`
- one area: \`npm run -s conformance -- --area pods\`
- why a case fails: \`npm run -s conformance -- --show pods/NAME\`
- cases of your own: \`npm run -s conformance -- FOLDER\`
`;

export function conformancePage(outcomes: readonly CaseOutcome[]): string {
  const [head, ...rows] = scoreRows(outcomes);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = "| --- | ---: | ---: | ---: |";
  const table = [line(head ?? []), rule, ...rows.map((cells) => line(cells))].join("\n");
  return `${HEAD}\n${table}\n\n${FOOT}`;
}
