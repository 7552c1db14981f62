/** `kubectl describe`: by name, by the beginning of a name, by selector or file. */
import type { CommandContext } from "../command/context.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import {
  ALL_NAMESPACES_FLAG,
  boolFlag,
  FILENAME_FLAGS,
  intFlag,
  SELECTOR_FLAG,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { describeObject } from "../describers/index.ts";
import { DescribeWriter } from "../describers/writer.ts";
import type { Info } from "../resource/manifest-input.ts";
import { readWords, selectObjects } from "../resource/selection.ts";

export const describeVerb: Verb = {
  name: "describe",
  summary: "Show details of a specific resource or group of resources",
  usage: "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]",
  flags: [
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    ALL_NAMESPACES_FLAG,
    boolFlag("show-events", "Show the object's events.", { default: "true" }),
    intFlag("chunk-size", "How many objects a request asks for.", { default: "500" }),
  ],
  run: runDescribe,
};

function runDescribe(context: CommandContext): void {
  const { flags, args } = context;
  if (args.length === 0 && !flags.namesFiles) {
    throw new KubectlError(
      'You must specify the type of resource to describe. Use "kubectl api-resources" for a ' +
        "complete list of supported resources.",
    );
  }
  const allNamespaces = flags.bool("all-namespaces");
  const found = selectObjects(context, { args, all: true, latest: true, allNamespaces });
  const [only, ...others] = found.errors;
  if (
    args.length === 2 &&
    others.length === 0 &&
    only instanceof ServerError &&
    only.is("NotFound")
  ) {
    describePrefix(context, only);
    return;
  }
  const texts = found.infos.map((info) => textOf(context, info));
  context.print(texts.join("\n\n"));
  if (found.infos.length === 0 && found.errors.length === 0) {
    const where = allNamespaces ? "" : ` in ${context.namespace} namespace.`;
    context.errorLine(`No resources found${where}`);
  }
  throwCollected(found.errors);
}

/** A name that is not there may be the beginning of others. */
function describePrefix(context: CommandContext, notFound: ServerError): void {
  const [type = "", prefix = ""] = context.args;
  const words = readWords(context, [type]);
  const infos =
    words.kind === "refs" ? [] : words.rows.flatMap((row) => listed(context, row, prefix));
  if (infos.length === 0) throw notFound;
  for (const info of infos) context.print(`${textOf(context, info)}\n`);
}

function listed(context: CommandContext, row: Info["row"], prefix: string): readonly Info[] {
  const namespace = row.namespaced ? context.namespace : undefined;
  return context.api
    .list(row, namespace)
    .items.filter(({ metadata }) => metadata.name.startsWith(prefix))
    .map((object) => {
      const { name, namespace: own } = object.metadata;
      return { row, namespace: own, name, source: "", object };
    });
}

function textOf(context: CommandContext, { object }: Info): string {
  const out = new DescribeWriter();
  describeObject({ object, context, out, showEvents: context.flags.bool("show-events") });
  return out.text();
}
