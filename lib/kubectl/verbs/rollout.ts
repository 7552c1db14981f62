/** `kubectl rollout` and the commands below it. */
import type { Verb } from "../command/verb.ts";
import { rolloutHistoryVerb } from "./rollout/history.ts";
import { rolloutStatusVerb } from "./rollout/status.ts";
import { rolloutSwitchVerbs } from "./rollout/switches.ts";
import { rolloutUndoVerb } from "./rollout/undo.ts";

export const rolloutVerb: Verb = {
  name: "rollout",
  summary: "Manage the rollout of a resource",
  usage: "SUBCOMMAND",
  verbs: [rolloutHistoryVerb, ...rolloutSwitchVerbs, rolloutStatusVerb, rolloutUndoVerb],
};
