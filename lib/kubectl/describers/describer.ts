/** What `kubectl describe` needs of a kind: a file of describers/ gives one of these. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import type { DescribeWriter } from "./writer.ts";

export type Describe = {
  readonly object: KubeObject;
  readonly context: CommandContext;
  readonly out: DescribeWriter;
  readonly showEvents: boolean;
};

export type Describer = {
  readonly kind: string;
  readonly describe: (run: Describe) => void;
};

/** Parts of an object that are read without a schema. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
