/**
 * Commands that need what this cluster has not: an editor, open connections, a file system on both
 * sides. Not simulated: attach, cp, edit, kustomize, port-forward, proxy.
 */
import type { CommandContext } from "../command/context.ts";
import { KubectlError, usageError } from "../command/error.ts";
import { FILENAME_FLAGS, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { MISSING_RESOURCE } from "../resource/selection.ts";

function unavailable(
  name: string,
  summary: string,
  check: (context: CommandContext) => void = () => undefined,
): Verb {
  return {
    name,
    summary: `${summary} (not available here)`,
    flags: [
      ...FILENAME_FLAGS,
      textFlag("image", "An image."),
      textFlag("copy-to", "Name of a copy."),
    ],
    run: (context) => {
      check(context);
      throw new KubectlError(`kubectl ${name} is not available in this cluster`);
    },
  };
}

const PORT_FORWARD_USAGE = "TYPE/NAME and list of ports are required for port-forward";

export const unavailableVerbs: readonly Verb[] = [
  unavailable("edit", "Edit a resource on the server", ({ args, flags }) => {
    if (args.length === 0 && flags.list("filename").length === 0) {
      throw new KubectlError(MISSING_RESOURCE);
    }
  }),
  unavailable("attach", "Attach to a running container", ({ args }) => {
    if (args.length === 0) throw new KubectlError("at least 1 argument is required for attach");
  }),
  unavailable("cp", "Copy files and directories to and from containers", ({ args }) => {
    if (args.length !== 2) throw new KubectlError("source and destination are required");
  }),
  unavailable("port-forward", "Forward one or more local ports to a pod", ({ args, path }) => {
    if (args.length < 2) throw usageError(PORT_FORWARD_USAGE, path);
  }),
  unavailable("proxy", "Run a proxy to the Kubernetes API server"),
  unavailable("kustomize", "Build a kustomization target", ({ args }) => {
    if (args.length > 1) throw new KubectlError("specify one path to kustomization.yaml");
  }),
];
