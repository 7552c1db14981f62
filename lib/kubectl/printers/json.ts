/** `-o json`: four spaces, keys in order. */
import { toJson } from "#lib/manifest";
import { withoutManagedFields } from "./managed-fields.ts";
import type { Printer } from "./printer.ts";

export const jsonPrinter: Printer = {
  name: "json",
  takesArgument: false,
  prepare: ({ context, typed }) => {
    const keep = context.flags.bool("show-managed-fields");
    return (object) =>
      toJson(keep ? object : withoutManagedFields(object), typed ? "typed" : "pretty");
  },
};
