/** `kubectl create --raw PATH -f FILE`: the file's text goes to a path as it stands. */
import { readManifest } from "#lib/manifest";
import type { ClientRequest, Status } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError, ServerError } from "../../command/error.ts";
import { rawJson } from "../../text/raw-json.ts";

export function createRaw(context: CommandContext, path: string): void {
  const { flags, args, io } = context;
  if (args.length > 0) {
    throw new KubectlError("--raw can only use a single local file or stdin");
  }
  const [file = "", ...others] = flags.list("filename");
  if (others.length > 0 || file.startsWith("http")) {
    throw new KubectlError("--raw can only use a single local file or stdin");
  }
  const text = file === "-" ? io.stdin : io.readFile(file);
  if (text === undefined) throw new KubectlError(`open ${file}: no such file or directory`);
  const [entry] = readManifest(text).entries;
  const body = entry?.kind === "document" ? entry.document.object : undefined;
  const { code, body: answer } = context.client.request({ ...requestOf(path), body });
  if (code >= 400) throw new ServerError(answer as Status);
  context.print(rawJson(answer));
}

function requestOf(path: string): ClientRequest {
  const [plain = ""] = path.split("?");
  const parts = plain.split("/").filter((part) => part !== "");
  const [root, ...rest] = parts;
  const group = root === "apis" ? (rest.shift() ?? "") : "";
  const version = rest.shift() ?? "";
  const isNamespaced = rest[0] === "namespaces" && rest.length > 2;
  const [resource = "", name, subresource] = isNamespaced ? rest.slice(2) : rest;
  return {
    verb: "create",
    group,
    version,
    resource,
    ...(isNamespaced ? { namespace: rest[1] ?? "" } : {}),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
    options: { fieldManager: "kubectl-create" },
  };
}
