/** `kubectl options`: the flags of every command. */
import { listFlags } from "../command/help.ts";
import { GLOBAL_FLAGS } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";

export const optionsVerb: Verb = {
  name: "options",
  summary: "Print the list of flags inherited by all commands",
  run: (context) => {
    context.line("The following options can be passed to any command:\n");
    context.line(listFlags(GLOBAL_FLAGS));
  },
};
