/** `wc`, `sort`, `uniq`, `cut` and `tr` as filters of lines. */
import {
  filterResult,
  linesOf,
  printed,
  readInputs,
  readOptions,
  refused,
  type ShellCommand,
  textOf,
} from "./command.ts";

export const wcCommand: ShellCommand = {
  name: "wc",
  run: (input) => {
    const { letters, words } = readOptions(input.args, "lwcm");
    const inputs = readInputs("wc", words, input);
    const parts = ["l", "w", "c"].filter((letter) =>
      letters.size === 0 ? true : letters.has(letter) || (letter === "c" && letters.has("m")),
    );
    const rows = inputs.texts.map(({ name, text }) => {
      const counts: Readonly<Record<string, number>> = {
        l: text.split("\n").length - 1,
        w: text.split(/\s+/).filter((word) => word !== "").length,
        c: new TextEncoder().encode(text).length,
      };
      const numbers = parts.map((part) => String(counts[part] ?? 0));
      const padded = parts.length === 1 ? numbers : numbers.map((number) => number.padStart(7));
      return `${padded.join(" ")}${name === "-" ? "" : ` ${name}`}`;
    });
    return { stdout: textOf(rows), stderr: inputs.errors, exitCode: inputs.errors === "" ? 0 : 1 };
  },
};

export const sortCommand: ShellCommand = {
  name: "sort",
  run: (input) => {
    const { letters, values, words } = readOptions(input.args, "rnuhfV", "kt");
    const column = Number(/^\d+/.exec(values.get("k") ?? "")?.[0] ?? 0);
    const separator = values.get("t") ?? /\s+/;
    const key = (line: string) =>
      column === 0 ? line : (line.trim().split(separator)[column - 1] ?? "");
    const number = (line: string) => Number.parseFloat(key(line)) || 0;
    const numeric = letters.has("n") || letters.has("h") || values.get("k")?.includes("n");
    const compare = (a: string, b: string) => {
      if (numeric) return number(a) - number(b) || order(a, b);
      return order(key(a), key(b)) || order(a, b);
    };
    return filterResult(readInputs("sort", words, input), (text) => {
      const sorted = [...linesOf(text)].sort(compare);
      if (letters.has("r")) sorted.reverse();
      return textOf(letters.has("u") ? [...new Set(sorted)] : sorted);
    });
  },
};

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export const uniqCommand: ShellCommand = {
  name: "uniq",
  run: (input) => {
    const { letters, words } = readOptions(input.args, "cdu");
    return filterResult(readInputs("uniq", words, input), (text) => {
      const runs: { line: string; count: number }[] = [];
      for (const line of linesOf(text)) {
        const last = runs.at(-1);
        if (last?.line === line) last.count += 1;
        else runs.push({ line, count: 1 });
      }
      const kept = runs.filter(
        ({ count }) => (!letters.has("d") || count > 1) && (!letters.has("u") || count === 1),
      );
      return textOf(
        kept.map(({ line, count }) =>
          letters.has("c") ? `${String(count).padStart(7)} ${line}` : line,
        ),
      );
    });
  },
};

export const cutCommand: ShellCommand = {
  name: "cut",
  run: (input) => {
    const { values, words } = readOptions(input.args, "s", "dfc");
    const list = values.get("f") ?? values.get("c");
    if (list === undefined) {
      return refused("cut: you must specify a list of bytes, characters, or fields");
    }
    const delimiter = values.has("c") ? "" : (values.get("d") ?? "\t");
    return filterResult(readInputs("cut", words, input), (text) =>
      textOf(linesOf(text).map((line) => pick(line, list, delimiter))),
    );
  },
};

/** `1`, `2-4`, `3-`, `-2`, joined by commas. */
function pick(line: string, list: string, delimiter: string): string {
  const fields = line.split(delimiter);
  if (delimiter !== "" && fields.length === 1) return line;
  const wanted = (at: number) =>
    list.split(",").some((range) => {
      const [from = "", to] = range.split("-");
      const low = from === "" ? 1 : Number(from);
      const high = to === undefined ? low : to === "" ? Number.POSITIVE_INFINITY : Number(to);
      return at >= low && at <= high;
    });
  return fields.filter((_field, index) => wanted(index + 1)).join(delimiter);
}

export const trCommand: ShellCommand = {
  name: "tr",
  run: ({ args, stdin }) => {
    const { letters, words } = readOptions(args, "ds");
    const [from, to = ""] = words.map(spread);
    if (from === undefined) return refused("tr: missing operand");
    const deleting = letters.has("d");
    const chars = [...stdin].flatMap((char) => {
      const at = from.indexOf(char);
      if (at < 0) return [char];
      return deleting ? [] : [to === "" ? char : (to[at] ?? to.at(-1) ?? char)];
    });
    const set = to === "" ? from : to;
    const squeezed = letters.has("s")
      ? chars.filter((char, at) => char !== chars[at - 1] || !set.includes(char))
      : chars;
    return printed(squeezed.join(""));
  },
};

/** `a-e` and `\n` in a set of characters. */
function spread(text: string): string {
  const plain = text.replaceAll("\\n", "\n").replaceAll("\\t", "\t");
  return plain.replace(/(.)-(.)/gs, (_all, from: string, to: string) => {
    const [low, high] = [from.charCodeAt(0), to.charCodeAt(0)];
    const length = Math.max(0, high - low + 1);
    return Array.from({ length }, (_unused, at) => String.fromCharCode(low + at)).join("");
  });
}
