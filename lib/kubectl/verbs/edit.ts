/** `kubectl edit`: objects as YAML through an editor, and what was changed is patched. */
import { isJsonObject, type JsonObject, readManifest, toYaml } from "#lib/manifest";
import type { CommandContext } from "../command/context.ts";
import { KubectlError, ServerError, SilentExit, throwCollected } from "../command/error.ts";
import {
  boolFlag,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  textFlag,
  VALIDATE_FLAG,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { mergePatch } from "../patch/merge.ts";
import { patchSchemaOf } from "../patch/model-schema.ts";
import { twoWayPatch } from "../patch/three-way.ts";
import { withoutManagedFields } from "../printers/managed-fields.ts";
import type { Info } from "../resource/manifest-input.ts";
import { resultPrinter } from "../resource/result.ts";
import { MISSING_RESOURCE, selectObjects } from "../resource/selection.ts";

export const editVerb: Verb = {
  name: "edit",
  summary: "Edit a resource on the server",
  usage: "(RESOURCE/NAME | -f FILENAME)",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    VALIDATE_FLAG,
    FIELD_MANAGER_FLAG,
    boolFlag("output-patch", "Show the patch."),
    boolFlag("save-config", "Remember the object for a later apply."),
    boolFlag("windows-line-endings", "End lines as Windows does."),
    textFlag("subresource", "Subresource to edit."),
  ],
  run: edit,
};

const HEAD =
  "# Please edit the object below. Lines beginning with a '#' will be ignored,\n" +
  "# and an empty file will abort the edit. If an error occurs while saving this file will be\n" +
  "# reopened with the relevant failures.\n#\n";

function edit(context: CommandContext): void {
  const { args, flags, io } = context;
  if (args.length === 0 && !flags.namesFiles) {
    throw new KubectlError(MISSING_RESOURCE);
  }
  const { infos, errors } = selectObjects(context, { args, latest: true, all: true });
  throwCollected(errors);
  const print = resultPrinter(context, "none");
  for (const info of infos) {
    const shown = withoutManagedFields(info.object) as unknown as JsonObject;
    const text = HEAD + toYaml(shown);
    // Without an editor nothing is changed.
    const edited = io.edit?.(text) ?? text;
    const wanted = readEdited(edited);
    const patch = wanted === undefined ? {} : patchOf(info, shown, wanted);
    if (Object.keys(patch).length === 0) {
      context.errorLine("Edit cancelled, no changes made.");
      continue;
    }
    print(send(context, info, patch), "edited");
  }
}

function readEdited(text: string): JsonObject | undefined {
  const [entry] = readManifest(text).entries;
  if (entry?.kind === "failure") throw new KubectlError(entry.message);
  const object = entry?.kind === "document" ? entry.document.object : undefined;
  return isJsonObject(object) ? object : undefined;
}

function patchOf(info: Info, before: JsonObject, after: JsonObject): JsonObject {
  const schema = patchSchemaOf(info.row);
  return schema === undefined ? mergePatch(before, after) : twoWayPatch(before, after, schema);
}

function send(context: CommandContext, info: Info, patch: JsonObject) {
  const type = patchSchemaOf(info.row) === undefined ? "merge" : "strategic";
  const given = context.flags.text("field-manager");
  const subresource = context.flags.text("subresource");
  try {
    return context.api.patch(
      info,
      type,
      patch,
      { fieldManager: given === "" ? "kubectl-edit" : given },
      subresource === "" ? undefined : subresource,
    );
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    context.errorLine(
      `error: ${info.row.resource} ${JSON.stringify(info.name)} could not be patched: ${error.message}`,
    );
    context.errorLine(
      "You can run `kubectl replace -f` with a copy of your changes to try this update again.",
    );
    throw new SilentExit(1);
  }
}
