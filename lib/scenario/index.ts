/** A scenario and what a learner did → a verdict. Given text; reads no disk. */
export { type Attempted, attempt, runSubmission } from "./attempt.ts";
export { Lab, type LabOutput, StartError } from "./lab.ts";
export { type LintFinding, type LintOptions, lintScenario } from "./lint.ts";
export { scenarioFromNote } from "./note/scenario.ts";
export { readScenario, type ScenarioFiles, toInputs } from "./read/folder.ts";
export type {
  AttemptOptions,
  AuthoredScenario,
  ClusterStart,
  Example,
  Mistake,
  Scenario,
  Submission,
  SubmissionInput,
} from "./scenario.ts";
export { runWorlds, type Worlds, worldByWorld } from "./worlds.ts";
