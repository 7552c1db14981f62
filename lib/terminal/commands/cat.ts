/** `cat` and `tee` */
import { filterResult, readInputs, readOptions, type ShellCommand } from "./command.ts";

export const catCommand: ShellCommand = {
  name: "cat",
  run: (input) => {
    const { words, letters } = readOptions(input.args, "n");
    return filterResult(readInputs("cat", words, input), (text) =>
      letters.has("n") ? numbered(text) : text,
    );
  },
};

function numbered(text: string): string {
  let line = 0;
  return text.replace(/^(?=[\s\S])/gm, () => {
    line += 1;
    return `${String(line).padStart(6)}\t`;
  });
}

export const teeCommand: ShellCommand = {
  name: "tee",
  run: ({ args, stdin, files }) => {
    const { words, letters } = readOptions(args, "a");
    let stderr = "";
    for (const path of words) {
      if (!files.canWrite(path)) stderr += `tee: ${path}: No such file or directory\n`;
      else files.write(path, letters.has("a") ? (files.read(path) ?? "") + stdin : stdin);
    }
    return { stdout: stdin, stderr, exitCode: stderr === "" ? 0 : 1 };
  },
};
