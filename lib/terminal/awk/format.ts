/** `printf`'s formats: `%-10s`, `%5.2f`, `%d`. */

export function formatted(format: string, values: readonly (string | number)[]): string {
  let at = 0;
  return format.replace(
    /%(-?)(0?)(\d*)(?:\.(\d+))?([%sdifgcxo])/g,
    (_all, left: string, zero: string, width: string, digits: string | undefined, verb: string) => {
      if (verb === "%") return "%";
      const shown = one(values[at++] ?? "", verb, digits);
      const size = Number(width);
      if (left !== "") return shown.padEnd(size);
      return shown.padStart(size, zero !== "" && verb !== "s" ? "0" : " ");
    },
  );
}

function one(value: string | number, verb: string, digits: string | undefined): string {
  const number = typeof value === "number" ? value : Number.parseFloat(value) || 0;
  switch (verb) {
    case "d":
    case "i":
      return String(Math.trunc(number));
    case "f":
      return number.toFixed(Number(digits ?? 6));
    case "g":
      return String(Number(number.toPrecision(Number(digits ?? 6))));
    case "x":
      return Math.trunc(number).toString(16);
    case "o":
      return Math.trunc(number).toString(8);
    case "c":
      return String(value).charAt(0);
    default:
      return digits === undefined ? String(value) : String(value).slice(0, Number(digits));
  }
}
