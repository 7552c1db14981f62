/** `kubectl wait`: until objects fulfil a condition, in virtual time. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import {
  ALL_NAMESPACES_FLAG,
  boolFlag,
  durationFlag,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { choosePrinter } from "../printers/index.ts";
import { objectName } from "../printers/name.ts";
import type { Info } from "../resource/manifest-input.ts";
import { readWords, selectObjects } from "../resource/selection.ts";
import { waitUntil } from "../resource/waiting.ts";
import { type Condition, readCondition } from "./wait/condition.ts";

const WEEK_MS = 604_800_000;

export const waitVerb: Verb = {
  name: "wait",
  summary: "Wait for a specific condition on one or many resources",
  usage:
    "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=...]",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    SELECTOR_FLAG,
    FIELD_SELECTOR_FLAG,
    ALL_NAMESPACES_FLAG,
    boolFlag("all", "All resources of the types."),
    boolFlag("local", "Do not ask the server."),
    durationFlag("timeout", "How long to wait; zero checks once.", { default: "30s" }),
    textFlag("for", "create, delete, condition=NAME[=VALUE] or jsonpath=PATH[=VALUE]."),
  ],
  run: runWait,
};

function runWait(context: CommandContext): void {
  const { flags, args, client } = context;
  const printer = choosePrinter(context);
  const condition = readCondition(flags.text("for"));
  const asked = flags.duration("timeout");
  const timeout = asked < 0 ? WEEK_MS : asked;
  const deadline = client.nowMs + timeout;
  if (condition.kind === "create") waitForCreation(context, deadline);
  const allNamespaces = flags.bool("all-namespaces");
  const { infos, errors: missing } = selectObjects(context, { args, latest: true, allNamespaces });
  const forDelete = condition.kind === "delete";
  const errors: Error[] = missing.filter((error) => !(forDelete && isNotFound(error)));
  for (const [index, info] of infos.entries()) {
    try {
      const object = waitForOne(context, info, condition, deadline);
      const text = `${objectName(object)} condition met\n`;
      context.print(printer === undefined ? text : printer(object, index));
    } catch (error) {
      if (!(error instanceof KubectlError) && !(error instanceof ServerError)) throw error;
      errors.push(error);
    }
  }
  if (infos.length === 0 && errors.length === 0 && !forDelete) {
    throw new KubectlError("no matching resources found");
  }
  throwCollected(errors);
}

function isNotFound(error: Error): boolean {
  return error instanceof ServerError && error.is("NotFound");
}

function waitForCreation(context: CommandContext, deadline: number): void {
  if (context.args.length === 0) return;
  const words = readWords(context, context.args);
  if (words.kind !== "refs") return;
  const all = () => words.refs.every((ref) => context.api.find(ref) !== undefined);
  if (!waitUntil(context, all, deadline - context.client.nowMs)) {
    throw new KubectlError("timed out waiting for the condition");
  }
}

function waitForOne(
  context: CommandContext,
  info: Info,
  condition: Condition,
  deadline: number,
): KubeObject {
  const { uid } = info.object.metadata;
  let last: KubeObject | undefined = info.object;
  const met = () => {
    const current = context.api.find(info);
    if (condition.kind === "delete") {
      if (current !== undefined && current.metadata.uid === uid) last = current;
      return current === undefined || current.metadata.uid !== uid;
    }
    last = current;
    return current === undefined || condition.met(current);
  };
  const done = waitUntil(context, met, deadline - context.client.nowMs);
  if (done && last !== undefined) return last;
  if (done) return context.api.get(info);
  const name = `${info.row.resource}/${info.name}`;
  if (context.flags.duration("timeout") === 0) {
    throw new KubectlError(`condition not met for ${name}`);
  }
  throw new KubectlError(`timed out waiting for the condition on ${name}`);
}
