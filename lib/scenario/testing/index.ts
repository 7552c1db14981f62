/** What other layers' tests need of scenarios: an author's own solution, as a learner types it. */
import { readScenario, type ScenarioFiles } from "../read/folder.ts";

/** The YAML of the first solution that is a manifest, with the parameters that the seed draws. */
export function solutionManifest(id: string, files: ScenarioFiles, seed: number): string {
  const read = readScenario(id, files, seed);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join("\n"));
  for (const { submission } of read.value.solutions) {
    const [input] = submission.inputs;
    if (input?.kind === "apply") return input.yaml;
  }
  throw new Error(`${id} has no solution that is a manifest.`);
}
