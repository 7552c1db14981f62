/** Reading of command lines, as loosely as the small programs of containers do. */

export type Arguments = { readonly flags: string; readonly operands: readonly string[] };

/** All letters behind dashes, and everything else. */
export function flagsAndOperands(args: readonly string[]): Arguments {
  let flags = "";
  const operands: string[] = [];
  for (const arg of args) {
    if (arg.length > 1 && arg.startsWith("-")) flags += arg.slice(1);
    else operands.push(arg);
  }
  return { flags, operands };
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** What `sleep` reads: seconds, or a number with s, m, h, d; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  if (text === "infinity" || text === "inf") return Number.POSITIVE_INFINITY;
  const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * (UNITS[match[2] || "s"] ?? 1) * 1000;
}

const SIZES: Readonly<Record<string, number>> = {
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

export function bytesOf(text: string): number {
  const match = /^(\d+)([KMG]i?)?[Bb]?$/.exec(text);
  return match === null ? 0 : Number(match[1]) * (SIZES[match[2] ?? ""] ?? 1);
}

/** Lines without the end of the last one; none for an empty text. */
export function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
