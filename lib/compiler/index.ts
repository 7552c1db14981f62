/** Notes → deck: cards with their sources, scenarios, corrections, open questions, gaps. */
import { SCENARIO_RULE } from "./quizzes/note-scenario.ts";
import { cardRules } from "./rules/index.ts";
import type { Example } from "./rules/rule.ts";

export { type CompileOptions, type Compiler, compile, createCompiler } from "./compile.ts";
export { LIMITS as compilerLimits } from "./limit.ts";
export { readNoteBytes } from "./syntax/read-note.ts";

/** A rule as its page shows it. */
export type RuleDescription = {
  readonly id: string;
  readonly description: string;
  readonly examples: readonly Example[];
};

export const ruleDescriptions: readonly RuleDescription[] = [
  ...cardRules.map(({ id, description, examples }) => ({ id, description, examples })),
  { id: SCENARIO_RULE.id, description: SCENARIO_RULE.description, examples: [] },
];
