/** What an object would become: a dry run of `apply` that leaves the annotation alone. */
import type { JsonObject } from "#lib/manifest";
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { LAST_APPLIED } from "../../patch/last-applied.ts";
import { patchSchemaOf } from "../../patch/model-schema.ts";
import type { Info } from "../../resource/manifest-input.ts";

type PatchFor = (info: Info, wanted: KubeObject, current: KubeObject) => JsonObject;

export function sendForDiff(
  context: CommandContext,
  info: Info,
  live: KubeObject | undefined,
  patchFor: PatchFor,
): KubeObject {
  const { api, flags } = context;
  const given = flags.text("field-manager");
  const options = {
    dryRun: true,
    fieldManager: given === "" ? "kubectl-client-side-apply" : given,
  };
  if (flags.bool("server-side")) {
    const fieldManager = given === "" ? "kubectl" : given;
    const force = flags.bool("force-conflicts");
    return api.patch(info, "apply", info.object, { dryRun: true, fieldManager, force });
  }
  if (live === undefined) {
    return api.create(info.row, info.namespace, info.object, options);
  }
  const patch = patchFor(info, withAnnotations(info.object), live);
  if (Object.keys(patch).length === 0) return live;
  const type = patchSchemaOf(info.row) === undefined ? "merge" : "strategic";
  return api.patch(info, type, patch, options);
}

/** apply's configuration always has annotations, if none; the remembered one is not touched. */
function withAnnotations(object: KubeObject): KubeObject {
  const { [LAST_APPLIED]: _own, ...annotations } = object.metadata.annotations ?? {};
  return { ...object, metadata: { ...object.metadata, annotations } };
}
