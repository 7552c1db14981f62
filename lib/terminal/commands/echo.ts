/** `echo`, `true`, `false` and `seq` */
import { printed, refused, type ShellCommand, textOf } from "./command.ts";

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", "\\": "\\" };

export const echoCommand: ShellCommand = {
  name: "echo",
  run: ({ args }) => {
    const flags = args.findIndex((arg) => !/^-[neE]+$/.test(arg));
    const count = flags < 0 ? args.length : flags;
    const given = args.slice(0, count).join("");
    const text = args.slice(count).join(" ");
    const shown = given.includes("e")
      ? text.replace(/\\([nt\\])/g, (_all, char: string) => ESCAPES[char] ?? char)
      : text;
    return printed(given.includes("n") ? shown : `${shown}\n`);
  },
};

export const trueCommand: ShellCommand = { name: "true", run: () => printed("") };

export const falseCommand: ShellCommand = { name: "false", run: () => printed("", 1) };

const COUNT_MAX = 100_000;

export const seqCommand: ShellCommand = {
  name: "seq",
  run: ({ args }) => {
    const numbers = args.map(Number);
    if (numbers.length === 0 || numbers.length > 3 || numbers.some(Number.isNaN)) {
      return refused("seq: missing operand");
    }
    const [first = 1, step = 1, last = 1] =
      numbers.length === 1
        ? [1, 1, numbers[0]]
        : numbers.length === 2
          ? [numbers[0], 1, numbers[1]]
          : numbers;
    const lines: string[] = [];
    for (let value = first; step > 0 ? value <= last : step < 0 && value >= last; value += step) {
      lines.push(String(value));
      if (lines.length >= COUNT_MAX) break;
    }
    return printed(textOf(lines));
  },
};
