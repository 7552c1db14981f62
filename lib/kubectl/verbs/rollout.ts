/** `kubectl rollout` and the commands below it. */
import type { Verb } from "../command/verb.ts";
import { rolloutHistoryVerb } from "./rollout/history.ts";
import { rolloutStatusVerb } from "./rollout/status.ts";
import { rolloutSwitchVerbs } from "./rollout/switches.ts";
import { rolloutUndoVerb } from "./rollout/undo.ts";

export const rolloutVerb: Verb = {
  name: "rollout",
  summary: "Manage the rollout of one or many resources",
  more: " Valid resource types include:\n\n  *  deployments\n  *  daemonsets\n  *  statefulsets",
  examples: [
    ["Rollback to the previous deployment", "kubectl rollout undo deployment/abc"],
    ["Check the rollout status of a daemonset", "kubectl rollout status daemonset/foo"],
    ["Restart a deployment", "kubectl rollout restart deployment/abc"],
    [
      "Restart deployments with the 'app=nginx' label",
      "kubectl rollout restart deployment --selector=app=nginx",
    ],
  ],
  usage: "SUBCOMMAND",
  alone: "stdout",
  verbs: [rolloutHistoryVerb, ...rolloutSwitchVerbs, rolloutStatusVerb, rolloutUndoVerb],
};
