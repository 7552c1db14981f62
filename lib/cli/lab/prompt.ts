/** Reads lines from a person or a pipe, and writes what each one printed, until the end. */
import process from "node:process";
import { createInterface } from "node:readline";
import type { LabShell } from "./shell.ts";

const PROMPT = "$ ";
const CONTINUED = "> ";

export async function converse(shell: LabShell): Promise<void> {
  const terminal = process.stdin.isTTY === true;
  const lines = createInterface({
    input: process.stdin,
    ...(terminal ? { output: process.stdout } : {}),
    prompt: PROMPT,
    completer: (line: string) => {
      const { from, options } = shell.complete(line);
      return [[...options], line.slice(from)];
    },
  });
  process.stdout.write(`${shell.greeting}\n`);
  let text = "";
  if (terminal) lines.prompt();
  for await (const line of lines) {
    text += text === "" ? line : `\n${line}`;
    if (!terminal) process.stdout.write(`${text === line ? PROMPT : CONTINUED}${line}\n`);
    if (shell.needsMore(text)) lines.setPrompt(CONTINUED);
    else {
      const { stdout, stderr, ends } = shell.answer(text);
      text = "";
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      if (ends) break;
      lines.setPrompt(PROMPT);
    }
    if (terminal) lines.prompt();
  }
  lines.close();
}
