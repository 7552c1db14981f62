/** `kubectl patch` */

import { readManifest, toJson } from "#lib/manifest";
import { goJsonFault } from "#lib/shared";
import type { KubeObject, PatchType } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, writeOptions } from "../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { choosePrinter } from "../printers/index.ts";
import { objectName } from "../printers/name.ts";
import type { Info } from "../resource/manifest-input.ts";
import { selectObjects } from "../resource/selection.ts";

export const patchVerb: Verb = {
  name: "patch",
  summary: "Update fields of a resource",
  usage: "(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    DRY_RUN_FLAG,
    FIELD_MANAGER_FLAG,
    boolFlag("local", "Do not ask the server."),
    textFlag("patch", "The patch as JSON or YAML.", { short: "p" }),
    textFlag("patch-file", "A file with the patch."),
    textFlag("subresource", "Subresource to patch."),
    textFlag("type", "json, merge or strategic.", { default: "strategic" }),
  ],
  run: runPatch,
};

const TYPES: readonly PatchType[] = ["json", "merge", "strategic"];

function runPatch(context: CommandContext): void {
  const { flags, args } = context;
  const text = patchText(context);
  const type = TYPES.find((name) => name === flags.text("type").toLowerCase());
  if (type === undefined) {
    throw new KubectlError(
      `--type must be one of [json merge strategic], not ${JSON.stringify(flags.text("type"))}`,
    );
  }
  const patch = readPatch(text, type);
  const subresource = flags.text("subresource") === "" ? undefined : flags.text("subresource");
  const { infos, errors } = selectObjects(context, {
    args,
    latest: true,
    ...(subresource === undefined ? {} : { subresource }),
  });
  throwCollected(errors);
  const dryRun = dryRunOf(flags);
  const printer = choosePrinter(context);
  const failed: Error[] = [];
  for (const [index, info] of infos.entries()) {
    try {
      const options = writeOptions(context, "kubectl-patch");
      // A dry run of the client still needs to know the outcome; the server works it out.
      const asked = dryRun === "client" ? { ...options, dryRun: true } : options;
      const patched = context.api.patch(info, type, patch, asked, subresource);
      const operation = same(patched, info.object) ? "patched (no change)" : "patched";
      context.print(
        printer === undefined
          ? // A dry run is not told of: the word for the outcome takes its place.
            `${objectName(patched)} ${operation}\n`
          : printer(patched, index),
      );
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      failed.push(error.is("UnsupportedMediaType") ? unsupported(info, type, error) : error);
    }
  }
  throwCollected(failed);
}

const FORMS: Readonly<Record<PatchType, string>> = {
  json: "json",
  merge: "merge",
  strategic: "strategic-merge",
  apply: "apply",
};

function unsupported({ row }: Info, type: PatchType, error: ServerError): KubectlError {
  const { group, version, kind } = row;
  const form = `application/${FORMS[type]}-patch+json`;
  return new KubectlError(
    `${form} is not supported by ${group}/${version}, Kind=${kind}: ${error.message}`,
  );
}

function patchText({ flags, io }: CommandContext): string {
  const [inline, file] = [flags.text("patch"), flags.text("patch-file")];
  if (inline !== "" && file !== "") {
    throw new KubectlError("cannot specify --patch and --patch-file together");
  }
  if (file !== "") {
    const text = file === "-" ? io.stdin : io.readFile(file);
    if (text === undefined) {
      throw new KubectlError(`unable to read patch file: open ${file}: no such file or directory`);
    }
    return text;
  }
  if (inline === "") {
    throw new KubectlError(
      "must specify --patch or --patch-file containing the contents of the patch",
    );
  }
  return inline;
}

function readPatch(text: string, type: PatchType): unknown {
  // What begins like JSON is sent as it is; anything else is YAML.
  const fault = text.trimStart().startsWith("{") ? goJsonFault(text) : undefined;
  if (fault !== undefined) {
    const message = type === "strategic" ? fault.message : `error decoding patch: ${fault.message}`;
    const status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure" } as const;
    throw new ServerError({ ...status, message, reason: "BadRequest", code: 400 });
  }
  const [entry] = readManifest(text).entries;
  if (entry === undefined) return {};
  if (entry.kind === "document") return entry.document.object;
  if (entry.kind === "value") return entry.value;
  const why = entry.message.replace("error converting YAML to JSON: ", "");
  throw new KubectlError(`unable to parse ${JSON.stringify(text)}: ${why}`);
}

function same(a: KubeObject, b: KubeObject): boolean {
  return toJson(a, "compact") === toJson(b, "compact");
}
