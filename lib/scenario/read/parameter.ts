/**
 * Parameters make a scenario fresh each time:
 * `${name}` in its files is one of the given values.
 */
import { randomStream } from "#lib/simulator";

export type Parameters = Readonly<Record<string, string>>;

/** The same seed draws the same values; adding a parameter does not shift the others. */
export function drawParameters(
  choices: Readonly<Record<string, readonly string[]>>,
  seed: number,
): Parameters {
  const entries = Object.entries(choices).map(([name, values]) => {
    const index = randomStream(seed, `parameter/${name}`).below(values.length);
    return [name, values[index] ?? ""] as const;
  });
  return Object.fromEntries(entries);
}
