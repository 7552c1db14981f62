/** The usual commands around kubectl, over texts and a small set of files. */

export type CommandInput = {
  readonly args: readonly string[];
  readonly stdin: string;
  readonly files: Map<string, string>;
};

export type CommandOutput = {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
};

type Run = (input: CommandInput) => CommandOutput;

const done = (stdout: string, exitCode = 0): CommandOutput => ({ stdout, stderr: "", exitCode });
const refuse = (stderr: string, exitCode = 1): CommandOutput => ({
  stdout: "",
  stderr: `${stderr}\n`,
  exitCode,
});

const linesOf = (text: string) => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
const textOf = (lines: readonly string[]) => (lines.length === 0 ? "" : `${lines.join("\n")}\n`);

/** Reads the named files, or standard input when none is named. */
function inputText(
  name: string,
  paths: readonly string[],
  { files, stdin }: CommandInput,
): string | CommandOutput {
  if (paths.length === 0) return stdin;
  const missing = paths.find((path) => !files.has(path));
  if (missing !== undefined) return refuse(`${name}: ${missing}: No such file or directory`);
  return paths.map((path) => files.get(path) ?? "").join("");
}

function filter(
  name: string,
  change: (lines: readonly string[], flags: readonly string[]) => readonly string[],
): Run {
  return (input) => {
    const flags = input.args.filter((word) => /^-./.test(word));
    const paths = input.args.filter((word) => !/^-./.test(word) && !/^\d+$/.test(word));
    const text = inputText(name, paths, input);
    if (typeof text !== "string") return text;
    const numbers = input.args.filter((word) => /^\d+$/.test(word));
    return done(textOf(change(linesOf(text), [...flags, ...numbers])));
  };
}

function countIn(flags: readonly string[]): number {
  const digits = flags.map((flag) => /(\d+)$/.exec(flag)?.[1]).find((found) => found !== undefined);
  return digits === undefined ? 10 : Number(digits);
}

function grep(input: CommandInput): CommandOutput {
  const flags = input.args.filter((word) => /^-[a-zA-Z]+$/.test(word)).join("");
  const [pattern, ...paths] = input.args.filter((word) => !/^-[a-zA-Z]+$/.test(word));
  if (pattern === undefined) return refuse("usage: grep [-E] [-i] [-v] [-c] PATTERN [FILE...]", 2);
  const text = inputText("grep", paths, input);
  if (typeof text !== "string") return { ...text, exitCode: 2 };
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, flags.includes("i") ? "i" : "");
  } catch {
    return refuse("grep: Invalid regular expression", 2);
  }
  const found = linesOf(text).filter((line) => expression.test(line) !== flags.includes("v"));
  return done(flags.includes("c") ? `${found.length}\n` : textOf(found), found.length > 0 ? 0 : 1);
}

function wc(input: CommandInput): CommandOutput {
  const text = inputText(
    "wc",
    input.args.filter((word) => !word.startsWith("-")),
    input,
  );
  if (typeof text !== "string") return text;
  const lines = linesOf(text).length;
  if (input.args.includes("-l")) return done(`${lines}\n`);
  return done(
    `${lines} ${text.split(/\s+/).filter((word) => word !== "").length} ${text.length}\n`,
  );
}

function cat(input: CommandInput): CommandOutput {
  const text = inputText("cat", input.args, input);
  return typeof text === "string" ? done(text) : text;
}

function remove({ args, files }: CommandInput): CommandOutput {
  const missing = args.find((path) => !path.startsWith("-") && !files.has(path));
  if (missing !== undefined)
    return refuse(`rm: cannot remove '${missing}': No such file or directory`);
  for (const path of args) files.delete(path);
  return done("");
}

function tee({ args, files, stdin }: CommandInput): CommandOutput {
  for (const path of args) files.set(path, stdin);
  return done(stdin);
}

export const commands: ReadonlyMap<string, Run> = new Map<string, Run>([
  ["echo", ({ args }) => done(args[0] === "-n" ? args.slice(1).join(" ") : `${args.join(" ")}\n`)],
  ["cat", cat],
  ["grep", grep],
  ["head", filter("head", (lines, flags) => lines.slice(0, countIn(flags)))],
  ["tail", filter("tail", (lines, flags) => lines.slice(-countIn(flags)))],
  [
    "sort",
    filter("sort", (lines, flags) =>
      flags.includes("-r") ? [...lines].sort().reverse() : [...lines].sort(),
    ),
  ],
  ["uniq", filter("uniq", (lines) => lines.filter((line, index) => line !== lines[index - 1]))],
  ["wc", wc],
  ["tee", tee],
  ["rm", remove],
  ["ls", ({ files }) => done(textOf([...files.keys()].sort()))],
  ["pwd", () => done("/root\n")],
  ["true", () => done("")],
  ["false", () => done("", 1)],
]);
