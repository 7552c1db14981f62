/** The page of promises: what Kubernetes promises, row by row, and what shows that we keep it. */
import type { PromiseArea, Promised, Proof } from "./promise.ts";

const HEAD = `# What Kubernetes promises

Made by \`npm run docs\` from \`conformance/promises\`; do not edit. Each row is shown by a recorded
case (answers of a real cluster that ours must repeat) or by a test that states it; a row that
nothing shows says why. A test holds the names of this page against what there is.
`;

export function promisePage(areas: readonly PromiseArea[]): string {
  const counts = areas.map(({ name, rows }) => [name, kept(rows), rows.length] as const);
  const all = areas.flatMap(({ rows }) => rows);
  const table = [
    "| area | shown | rows |",
    "| --- | ---: | ---: |",
    ...counts.map(([name, shown, rows]) => `| [${name}](#${name}) | ${shown} | ${rows} |`),
    `| all | ${kept(all)} | ${all.length} |`,
  ];
  return [HEAD, `${table.join("\n")}\n`, ...areas.map(section)].join("\n");
}

const kept = (rows: readonly Promised[]): number =>
  rows.filter(({ shown }) => shown !== undefined).length;

function section({ name, rows }: PromiseArea): string {
  const lines = rows.map(({ id, subject, promise, shown, notYet }) => {
    const proof = shown === undefined ? `**not yet**: ${notYet}` : shown.map(link).join("<br>");
    return `| ${[id, subject, promise, proof].map(cell).join(" | ")} |`;
  });
  const head = ["| id | subject | promise | shown by |", "| --- | --- | --- | --- |"];
  return `## ${name}\n\n${[...head, ...lines].join("\n")}\n`;
}

function link(proof: Proof): string {
  if ("case" in proof) return `[${proof.case}](../conformance/cases/${proof.case}.yaml)`;
  return `[${proof.title}](../${proof.test})`;
}

/** Bars and angle brackets mean something in a table of Markdown. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/<(?!br>)/g, "&lt;");
