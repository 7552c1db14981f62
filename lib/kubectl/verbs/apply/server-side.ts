/** `apply --server-side`: one patch, merged by the server. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { writeOptions } from "../../command/dry-run.ts";
import { KubectlError, ServerError } from "../../command/error.ts";
import type { Info } from "../../resource/manifest-input.ts";
import type { ResultPrinter } from "../../resource/result.ts";
import { migrate } from "./migrate.ts";

export function applyServerSide(
  context: CommandContext,
  info: Info,
  print: ResultPrinter,
): KubeObject {
  if (info.name === "") throw new KubectlError("resource name may not be empty");
  const force = context.flags.bool("force-conflicts");
  const given = context.flags.text("field-manager");
  const fieldManager = given === "" ? "kubectl" : given;
  const options = { ...writeOptions(context, "kubectl"), fieldManager, force };
  try {
    let applied = context.api.patch(info, "apply", info.object, options);
    if (migrate(context, info, applied, options.fieldManager)) {
      applied = context.api.patch(info, "apply", info.object, options);
    }
    print(applied, "serverside-applied");
    return applied;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (!error.is("Conflict")) throw error;
    throw new KubectlError(`${error.message}\n${CONFLICT_HELP}`);
  }
}

const CONFLICT_HELP = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;
