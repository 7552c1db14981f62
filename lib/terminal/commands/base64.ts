/** `base64` with `-d` and `-w`. */
import { printed, readInputs, readOptions, refused, type ShellCommand } from "./command.ts";

const COLUMNS = 76;

export const base64Command: ShellCommand = {
  name: "base64",
  run: (input) => {
    const args = input.args.map((arg) =>
      arg === "--decode" ? "-d" : arg.replace(/^--wrap=/, "-w"),
    );
    const { letters, values, words, unknown } = readOptions(args, "di", "w");
    if (unknown !== undefined) return refused(`base64: invalid option -- '${unknown}'`);
    const inputs = readInputs("base64", words, input);
    if (inputs.errors !== "") return refused(inputs.errors.trimEnd());
    const text = inputs.texts.map((one) => one.text).join("");
    if (letters.has("d") || letters.has("D")) return decoded(text.replace(/\s/g, ""));
    const encoded = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
    const width = Number(values.get("w") ?? COLUMNS);
    if (width === 0) return printed(encoded);
    const lines = encoded.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
    return printed(lines.map((line) => `${line}\n`).join(""));
  },
};

function decoded(text: string) {
  const whole = /^(?:[A-Za-z0-9+/]{4})*/.exec(text)?.[0] ?? "";
  const end = /^(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.slice(whole.length));
  const bytes = atob(end ? text : whole);
  const stdout = new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
  return { stdout, stderr: end ? "" : "base64: invalid input\n", exitCode: end ? 0 : 1 };
}
