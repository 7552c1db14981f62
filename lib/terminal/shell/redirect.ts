/** Where a command's input comes from, and where what it prints goes. */
import type { CommandResult } from "../commands/command.ts";
import { type ExpandContext, expandText } from "./expand.ts";
import type { Redirect } from "./script.ts";

export type Output = {
  readonly stdin: string;
  /** What is left to print after the redirects. */
  readonly finish: (result: CommandResult) => CommandResult;
};

type Target = "stdout" | "stderr" | { readonly path: string; readonly append: boolean };

/** A message where a file cannot be read or written. */
export function openOutput(
  redirects: readonly Redirect[],
  piped: string,
  context: ExpandContext,
): Output | string {
  let stdin = piped;
  let out: Target = "stdout";
  let err: Target = "stderr";
  for (const redirect of redirects) {
    if (redirect.kind === "here") stdin = expandText(redirect.text, context);
    else if (redirect.kind === "join") {
      if (redirect.from === "err") err = out;
      else out = err;
    } else if (redirect.kind === "read") {
      const path = expandText(redirect.from, context);
      const text = path === "/dev/null" ? "" : context.files.read(path);
      if (text === undefined) return `bash: ${path}: No such file or directory\n`;
      stdin = text;
    } else {
      const path = expandText(redirect.to, context);
      const fault = writeFault(path, context);
      if (fault !== undefined) return fault;
      const target = { path, append: redirect.append };
      if (!redirect.append && path !== "/dev/null") context.files.write(path, "");
      if (redirect.stream !== "err") out = target;
      if (redirect.stream !== "out") err = target;
    }
  }
  const [toOut, toErr] = [out, err];
  return { stdin, finish: (result) => finish(result, toOut, toErr, context) };
}

function writeFault(path: string, { files }: ExpandContext): string | undefined {
  if (path === "/dev/null" || files.canWrite(path)) return undefined;
  const why = files.isFolder(path) ? "Is a directory" : "No such file or directory";
  return `bash: ${path}: ${why}\n`;
}

function finish(
  result: CommandResult,
  out: Target,
  err: Target,
  { files }: ExpandContext,
): CommandResult {
  let stdout = "";
  let stderr = "";
  const put = (target: Target, text: string) => {
    if (target === "stdout") stdout += text;
    else if (target === "stderr") stderr += text;
    else if (target.path !== "/dev/null") {
      files.write(target.path, (files.read(target.path) ?? "") + text);
    }
  };
  put(out, result.stdout);
  put(err, result.stderr);
  return { stdout, stderr, exitCode: result.exitCode };
}
