/** Sums outcomes up by area, and prints them as the table or as the JSON of the scoreboard. */
import type { CaseOutcome, Mismatch } from "./compare.ts";

export type AreaFigures = {
  readonly cases: number;
  readonly casesPassed: number;
  readonly steps: number;
  readonly stepsPassed: number;
  readonly telling: number;
  readonly tellingPassed: number;
};

export type Scoreboard = {
  readonly areas: Readonly<Record<string, AreaFigures>>;
  readonly failed: readonly Mismatch[];
};

export function scoreboard(outcomes: readonly CaseOutcome[]): Scoreboard {
  const areas: Record<string, AreaFigures> = {};
  for (const name of [...new Set(outcomes.map((outcome) => outcome.area))].sort()) {
    areas[name] = figures(outcomes.filter((outcome) => outcome.area === name));
  }
  return { areas, failed: outcomes.flatMap((outcome) => outcome.mismatches) };
}

export function figures(outcomes: readonly CaseOutcome[]): AreaFigures {
  const sum = (count: (outcome: CaseOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return {
    cases: outcomes.length,
    casesPassed: sum((outcome) => (outcome.passed ? 1 : 0)),
    steps: sum((outcome) => outcome.steps),
    stepsPassed: sum((outcome) => outcome.stepsPassed),
    telling: sum((outcome) => outcome.telling),
    tellingPassed: sum((outcome) => outcome.tellingPassed),
  };
}

type Row = readonly [area: string, cases: string, steps: string, telling: string];

const row = (name: string, area: AreaFigures): Row => [
  name,
  `${area.casesPassed}/${area.cases}`,
  `${area.stepsPassed}/${area.steps} ${percent(area.stepsPassed, area.steps)}`,
  `${area.tellingPassed}/${area.telling} ${percent(area.tellingPassed, area.telling)}`,
];

const percent = (part: number, whole: number): string =>
  whole === 0 ? "" : `${((100 * part) / whole).toFixed(1)} %`;

const HEAD: Row = ["area", "cases", "steps", "telling steps"];

export function scoreRows(outcomes: readonly CaseOutcome[]): readonly Row[] {
  const { areas } = scoreboard(outcomes);
  const rows = Object.entries(areas).map(([name, area]) => row(name, area));
  return [HEAD, ...rows, row("all", figures(outcomes))];
}

/** Columns under each other, figures to the right. */
export function scoreTable(outcomes: readonly CaseOutcome[]): string {
  const rows = scoreRows(outcomes);
  const widths = HEAD.map((_, at) => Math.max(...rows.map((cells) => (cells[at] ?? "").length)));
  return rows
    .map((cells) =>
      cells
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join("   ")
        .trimEnd(),
    )
    .join("\n");
}

export function lastLine(outcomes: readonly CaseOutcome[]): string {
  const { cases, casesPassed } = figures(outcomes);
  return `${casesPassed} passed, ${cases - casesPassed} failed`;
}
