/** `awk [-F SEPARATOR] [-v NAME=VALUE] PROGRAM [FILE]` */
import { AwkError, Jump, Machine } from "../awk/machine.ts";
import { parseAwk, type Rule } from "../awk/parse.ts";
import { linesOf, readInputs, refused, type ShellCommand } from "./command.ts";

export const awkCommand: ShellCommand = {
  name: "awk",
  run: (input) => {
    const machine = new Machine();
    const words = [...input.args];
    while (/^-[Fv]/.test(words[0] ?? "")) {
      const option = words.shift() ?? "";
      const value = option.slice(2) || (words.shift() ?? "");
      if (option.startsWith("-F")) machine.set("FS", value === "t" ? "\t" : unescaped(value));
      else machine.set(value.split("=")[0] ?? "", unescaped(value.slice(value.indexOf("=") + 1)));
    }
    const [program, ...paths] = words;
    if (program === undefined)
      return refused("Usage: awk [-F fs][-v var=value][prog][file ...]", 2);
    const inputs = readInputs("awk: cannot open", paths, input);
    let exitCode = inputs.errors === "" ? 0 : 2;
    try {
      const records = inputs.texts.flatMap((one) => linesOf(one.text));
      exitCode = runRules(parseAwk(program), records, machine) || exitCode;
    } catch (error) {
      if (!(error instanceof AwkError) && !(error instanceof SyntaxError)) throw error;
      return { stdout: machine.out, stderr: `awk: ${error.message}\n`, exitCode: 2 };
    }
    return { stdout: machine.out, stderr: inputs.errors, exitCode };
  },
};

function unescaped(text: string): string {
  return text.replaceAll("\\t", "\t").replaceAll("\\n", "\n");
}

function runRules(rules: readonly Rule[], records: readonly string[], machine: Machine): number {
  const of = (kind: Rule["kind"]) => rules.filter((rule) => rule.kind === kind);
  const [each, end] = [of("each"), of("end")];
  try {
    for (const rule of of("begin")) rule.run(machine);
    if (each.length + end.length === 0) return 0;
    for (const record of records) {
      machine.read(record);
      runRecord(each, machine);
    }
  } catch (jump) {
    if (!(jump instanceof Jump) || jump.kind !== "exit") throw jump;
    if (jump.code !== 0) return jump.code;
  }
  for (const rule of end) rule.run(machine);
  return 0;
}

function runRecord(rules: readonly Rule[], machine: Machine): void {
  try {
    for (const rule of rules) if (rule.applies(machine)) rule.run(machine);
  } catch (jump) {
    if (!(jump instanceof Jump) || jump.kind !== "next") throw jump;
  }
}
