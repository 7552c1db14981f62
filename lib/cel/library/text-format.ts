/** `'%s of %d'.format([a, b])` */

export function formatted(text: string, values: readonly unknown[]): string {
  let at = 0;
  return text.replace(/%(?:\.(\d+))?([%sdfexXbo])/g, (_all, digits: string | undefined, verb) => {
    if (verb === "%") return "%";
    if (at >= values.length) throw new Error(`index ${at} out of range`);
    const value = values[at++];
    return one(verb as string, value, digits === undefined ? 6 : Number(digits));
  });
}

function one(verb: string, value: unknown, digits: number): string {
  const number = value as number | bigint;
  switch (verb) {
    case "f":
      return Number(number).toFixed(digits);
    case "e":
      return Number(number).toExponential(digits);
    case "x":
      return number.toString(16);
    case "X":
      return number.toString(16).toUpperCase();
    case "b":
      return typeof value === "boolean" ? (value ? "1" : "0") : number.toString(2);
    case "o":
      return number.toString(8);
    default:
      return textOf(value);
  }
}

function textOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) {
    return String(value);
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, part]) => `${name}: ${textOf(part)}`).join(", ")}}`;
}
