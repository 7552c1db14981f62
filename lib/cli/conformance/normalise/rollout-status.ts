/**
 * Step 2 of conformance/FORMAT.md, its end: how often `rollout status` says «Waiting» is chance.
 */

const SUCCESS = [/successfully rolled out$/, /roll out complete/, /rolling update complete/];

/**
 * Of consecutive lines `Waiting for …` the last stays, and none where the rollout succeeds next.
 */
export function lastWaiting(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => {
    const next = lines[index + 1];
    if (!line.startsWith("Waiting for ") || next === undefined) return true;
    return !next.startsWith("Waiting for ") && !SUCCESS.some((pattern) => pattern.test(next));
  });
}
