/** Names that `debug` makes up: always the same at the same moment for the same object. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { sha256 } from "../../text/sha256.ts";

const LETTERS = "bcdfghjklmnpqrstvwxz2456789";
const LENGTH = 5;

export function nameEnd({ client }: CommandContext, object: KubeObject, round = 0): string {
  const digits = sha256(`${object.metadata.uid ?? object.metadata.name} ${client.nowMs} ${round}`);
  return Array.from({ length: LENGTH }, (_unused, at) => {
    const value = Number.parseInt(digits.slice(at * 4, at * 4 + 4), 16);
    return LETTERS[value % LETTERS.length] ?? "x";
  }).join("");
}

/** `--container`, or a new `debugger-xxxxx` that no container has. */
export function debugContainerName(
  context: CommandContext,
  object: KubeObject,
  taken: ReadonlySet<string>,
): string {
  const given = context.flags.text("container");
  if (given !== "") return given;
  let round = 0;
  let name = `debugger-${nameEnd(context, object)}`;
  while (taken.has(name)) {
    round += 1;
    name = `debugger-${nameEnd(context, object, round)}`;
  }
  if (!context.flags.bool("quiet")) {
    context.line(`Defaulting debug container name to ${name}.`);
  }
  return name;
}
