/** `kubectl rollout history` */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { intFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { describeTemplate } from "../../describers/pod-template.ts";
import { choosePrinter } from "../../printers/index.ts";
import { objectName } from "../../printers/name.ts";
import type { Info } from "../../resource/manifest-input.ts";
import { alignTabs } from "../../text/columns.ts";
import { CHANGE_CAUSE, type Revision, revisionsOf } from "./revisions.ts";
import { forEach, ROLLOUT_FLAGS, rolloutTargets } from "./targets.ts";

export const rolloutHistoryVerb: Verb = {
  name: "history",
  summary: "View rollout history",
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  flags: [...ROLLOUT_FLAGS, intFlag("revision", "Show this revision in detail.", { default: "0" })],
  run: (context) => {
    const revision = context.flags.int("revision");
    if (revision < 0) throw new KubectlError(`revision must be a positive integer: ${revision}`);
    forEach(rolloutTargets(context), (info) => tell(context, info, revision));
  },
};

function tell(context: CommandContext, info: Info, wanted: number): void {
  const revisions = revisionsOf(context, info);
  const printer = choosePrinter(context);
  const name = objectName(info.object);
  if (wanted > 0) {
    const revision = revisions.find(({ number }) => number === wanted);
    if (revision === undefined) throw new KubectlError("unable to find the specified revision");
    if (printer !== undefined) {
      context.print(printer(revision.holder, 0));
      return;
    }
    context.line(`${name} with revision #${wanted}`);
    context.print(describeTemplate(withCause(revision)));
    context.line("");
    return;
  }
  if (printer !== undefined) {
    context.print(revisions.map((revision, at) => printer(revision.holder, at)).join(""));
    return;
  }
  context.line(`${name} `);
  if (revisions.length === 0) {
    context.line("No rollout history found.");
    return;
  }
  const rows = revisions.map(
    ({ number, changeCause }) => `${number}\t${changeCause === "" ? "<none>" : changeCause}`,
  );
  context.line(alignTabs(["REVISION\tCHANGE-CAUSE", ...rows].join("\n")));
  context.line("");
}

/** The template with the cause of its change among its annotations. */
function withCause({ template, changeCause }: Revision) {
  if (changeCause === "") return template;
  const annotations = { ...template.metadata?.annotations, [CHANGE_CAUSE]: changeCause };
  return { ...template, metadata: { ...template.metadata, annotations } };
}
