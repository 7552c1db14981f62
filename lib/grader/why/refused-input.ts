/** What kubectl or the API server refused, in its own words. */
import type { Text } from "../expectation.ts";
import type { Run } from "../run.ts";

export function refusedInput({ inputs }: Run): readonly Text[] {
  return inputs
    .filter(({ exitCode, stderr }) => exitCode !== 0 && stderr.trim() !== "")
    .slice(0, 1)
    .map(({ stderr }) => ({
      en: `Nothing of it arrived where kubectl answered: ${stderr.trim()}`,
      ja: `kubectl が拒否しました: ${stderr.trim()}`,
    }));
}
