/** `-o yaml`: one document an object, `---` between them. */
import { toYaml } from "#lib/manifest";
import { withoutManagedFields } from "./managed-fields.ts";
import type { Printer } from "./printer.ts";

export const yamlPrinter: Printer = {
  name: "yaml",
  takesArgument: false,
  prepare: ({ context }) => {
    const keep = context.flags.bool("show-managed-fields");
    return (object, index) =>
      `${index > 0 ? "---\n" : ""}${toYaml(keep ? object : withoutManagedFields(object))}`;
  },
};
