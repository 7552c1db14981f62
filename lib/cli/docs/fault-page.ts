/** The page of faults: for each what it is, how a scenario declares it, and what a learner sees. */
import { describeFault } from "#lib/simulator";
import type { FaultScene, Sight } from "./fault-scene.ts";

const HEAD = `# Faults and what they look like

Made by \`npm run docs\` from \`lib/cli/docs/fault-scene.ts\`; do not edit. A test plays every row.
\`…\` stands for what differs from run to run. Lines are shown as words: columns are set apart by one space.

A scenario's \`cluster.yaml\` declares faults under \`faults\` (\`at\`: that long after the start, or from
before the first object without it; \`for\`: how long, or until the end) and, for some of the worlds,
under \`possibleFaults\` (\`share\` of the worlds, \`within\` which time it begins, \`for\`).

Nothing on a node can be repaired from the terminal: there is no \`ssh\` and no \`systemctl\` there.
`;

export function faultPage(scenes: readonly FaultScene[]): string {
  return [HEAD, ...scenes.map(section)].join("\n");
}

function section(scene: FaultScene): string {
  const { about, afterwards = [], before = [], fault, meanwhile = [], seconds, sees } = scene;
  const title = describeFault(fault).replace(/^./, (first) => first.toUpperCase());
  const yaml = Object.entries(fault).map(([name, value]) => `${name}: ${value}`);
  return [
    `## ${title}\n`,
    `${about}\n`,
    "```yaml",
    `- { ${yaml.join(", ")} }`,
    "```\n",
    ...list("Before", before),
    ...list("Meanwhile", meanwhile),
    `After ${seconds} s:\n`,
    ...sights(sees),
    ...(afterwards.length === 0 ? [] : ["When it has ended:\n", ...sights(afterwards)]),
  ].join("\n");
}

function list(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [`${title}:\n`, "```sh", ...lines, "```\n"];
}

function sights(all: readonly Sight[]): readonly string[] {
  const blocks = all.map(([command, ...lines]) => [`$ ${command}`, ...lines].join("\n"));
  return ["```console", blocks.join("\n"), "```\n"];
}
