/**
 * `kubectl cp`: one file between the folder and a container.
 * Not simulated: folders; copying needs `cat` and `sh` rather than `tar` in the container.
 */
import type { CommandContext } from "../command/context.ts";
import { KubectlError } from "../command/error.ts";
import { boolFlag, intFlag, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { allContainers } from "../resource/pod-container.ts";
import { podSpecOf } from "../resource/pod-template.ts";

export const cpVerb: Verb = {
  name: "cp",
  summary: "Copy files and directories to and from containers",
  usage: "<file-spec-src> <file-spec-dest>",
  flags: [
    textFlag("container", "The container.", { short: "c" }),
    boolFlag("no-preserve", "Do not keep owners and modes."),
    intFlag("retries", "How often to try again.", { default: "0" }),
  ],
  run: copy,
};

type Place = { readonly namespace: string; readonly pod: string; readonly path: string };

function copy(context: CommandContext): void {
  const [from, to, ...others] = context.args;
  if (from === undefined || to === undefined || others.length > 0) {
    throw new KubectlError("source and destination are required");
  }
  const [source, target] = [placeOf(context, from), placeOf(context, to)];
  if (source.path === "" || target.path === "") throw new KubectlError("filepath can not be empty");
  if ((source.pod === "") === (target.pod === "")) {
    const both = source.pod === "" ? "one of src or dest must be a remote file specification" : "";
    throw new KubectlError(both || "one of src or dest must be a local file specification");
  }
  if (source.pod !== "") fromPod(context, source, target.path);
  else toPod(context, source.path, target);
}

/** `namespace/pod:path`, `pod:path` or a path of one's own. */
function placeOf({ namespace }: CommandContext, text: string): Place {
  const colon = text.indexOf(":");
  if (colon < 0) return { namespace: "", pod: "", path: text };
  const [first = "", second, ...rest] = text.slice(0, colon).split("/");
  const path = text.slice(colon + 1);
  if (text.startsWith(":") || rest.length > 0) {
    throw new KubectlError("filespec must match the canonical format: [[namespace/]pod:]file/path");
  }
  return second === undefined
    ? { namespace, pod: first, path }
    : { namespace: first, pod: second, path };
}

function run(context: CommandContext, place: Place, command: readonly string[], stdin: string) {
  const row = context.mapper.resolve("pods");
  const ref = { row, namespace: place.namespace, name: place.pod };
  const pod = context.api.get(ref);
  const [first] = allContainers(podSpecOf(pod) ?? {});
  const named = context.flags.text("container");
  const container = named === "" ? (first?.name ?? "") : named;
  return context.api.exec(ref, { command, stdin }, { container });
}

function fromPod(context: CommandContext, source: Place, path: string): void {
  const { stdout, exitCode } = run(context, source, ["cat", source.path], "");
  if (exitCode !== 0) {
    context.errorLine(`tar: ${source.path}: Cannot stat: No such file or directory`);
    throw new KubectlError("exit status 2");
  }
  if (context.io.writeFile === undefined) {
    throw new KubectlError("files cannot be written here");
  }
  context.io.writeFile(path, stdout);
}

function toPod(context: CommandContext, path: string, target: Place): void {
  const text = context.io.readFile(path);
  if (text === undefined) throw new KubectlError(`${path} doesn't exist in local filesystem`);
  const name = path.split("/").at(-1) ?? path;
  const file = target.path.endsWith("/") ? `${target.path}${name}` : target.path;
  const { exitCode, stderr } = run(context, target, ["sh", "-c", `cat > '${file}'`], text);
  if (exitCode === 0) return;
  context.errorLine(stderr.replace(/\n$/, ""));
  context.errorLine(`command terminated with exit code ${exitCode}`);
  throw new KubectlError(`exit status ${exitCode}`);
}
