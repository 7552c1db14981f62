/** `kubectl kustomize`: what a folder's kustomization makes, as YAML. */
import { toYaml } from "#lib/manifest";
import { KubectlError } from "../command/error.ts";
import { boolFlag, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { buildKustomization } from "../kustomize/build.ts";

export const kustomizeVerb: Verb = {
  name: "kustomize",
  summary: "Build a kustomization target from a directory or URL",
  usage: "DIR",
  flags: [
    textFlag("output", "File or folder to write to.", { short: "o" }),
    textFlag("reorder", "legacy or none.", { default: "legacy" }),
    textFlag("load-restrictor", "Which files may be read.", {
      default: "LoadRestrictionsRootOnly",
    }),
    boolFlag("enable-helm", "Use helm."),
  ],
  run: (context) => {
    const { args, flags, io } = context;
    const [path = "./", ...others] = args;
    if (others.length > 0) throw new KubectlError("specify one path to kustomization.yaml");
    const text = buildKustomization(io, path).map(toYaml).join("---\n");
    const file = flags.text("output");
    if (file === "") context.print(text);
    else if (io.writeFile === undefined) throw new KubectlError("files cannot be written here");
    else io.writeFile(file, text);
  },
};
