/** A verdict as text: each criterion with its reason and evidence, the gates, the figures. */
import type { Attempted, Worlds } from "#lib/scenario";

export function showAttempt(result: Attempted, wallMs: number, worlds?: Worlds): string {
  const lines = result.criteria.flatMap(
    ({ name, points, earned, verdict, feedback, evidence, line }) => [
      `${earned}/${points} ${verdict.padEnd(11)} ${name}`,
      ...(feedback === ""
        ? []
        : [`      ${line === undefined ? "" : `line ${line}: `}${feedback}`]),
      ...evidence
        .slice(0, 3)
        .map(({ atMs, text }) => `      at ${(atMs / 1000).toFixed(1)} s: ${text}`),
    ],
  );
  const gates = result.gates.map(
    ({ name, held, feedback }) => `gate ${held ? "held" : "VIOLATED"}  ${name} ${feedback}`,
  );
  const summary = `${result.score} of ${result.points} points, ${result.passed ? "passed" : "not passed"}`;
  const facts = `settled after ${(result.settledMs / 1000).toFixed(1)} s, ${result.events} log entries, ${wallMs} ms`;
  const many = worlds === undefined ? [] : worldLines(worlds);
  const notice = (result.notice ?? "").split("\n").filter(Boolean);
  return `${[...lines, ...gates, "", summary, facts, ...many, ...notice].join("\n")}\n`;
}

function worldLines({ passed, run, shortestFailing }: Worlds): readonly string[] {
  const held = `works in ${passed} of ${run} worlds`;
  if (shortestFailing === undefined) return [held];
  const { events, failed, feedback, seed, world } = shortestFailing;
  const where = `shortest failing: world ${world} of seed ${seed}, ${events} log entries`;
  return [held, `${where}, ${failed.join(", ")}: ${feedback}`];
}
