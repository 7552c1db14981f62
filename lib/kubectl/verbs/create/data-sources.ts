/** `--from-literal`, `--from-file` and `--from-env-file` → the data of a ConfigMap or Secret. */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import type { FlagSpec } from "../../command/flag.ts";

export const DATA_FLAGS: readonly FlagSpec[] = [
  { name: "from-literal", type: "array", help: "key=value; may be repeated." },
  { name: "from-file", type: "list", help: "File, folder or key=file; may be repeated." },
  { name: "from-env-file", type: "list", help: "File of key=value lines." },
  { name: "append-hash", type: "bool", help: "Add a hash of the content to the name." },
];

const KEY = /^[-._a-zA-Z0-9]+$/;

/** Keys in byte order. */
export function readData(
  context: CommandContext,
  kind: "ConfigMap" | "Secret",
  name: string,
): Readonly<Record<string, string>> {
  const { flags } = context;
  const envFiles = flags.list("from-env-file");
  const literals = flags.list("from-literal");
  const files = flags.list("from-file");
  if (envFiles.length > 0 && literals.length + files.length > 0) {
    throw new KubectlError("from-env-file cannot be combined with from-file or from-literal");
  }
  const data = new Map<string, string>();
  const add = (key: string, value: string) => {
    checkKey(key, kind);
    if (data.has(key)) {
      const known = "another key by that name already exists";
      throw new KubectlError(
        kind === "Secret"
          ? `cannot add key ${key}, ${known}`
          : `cannot add key ${JSON.stringify(key)}, ${known} in Data for ${kind} "${name}"`,
      );
    }
    data.set(key, value);
  };
  for (const source of files) addFile(context, source, add);
  for (const literal of literals) addLiteral(literal, add);
  for (const path of envFiles) addEnvFile(context, path, add);
  return Object.fromEntries([...data].sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Add = (key: string, value: string) => void;

function checkKey(key: string, kind: string): void {
  if (KEY.test(key)) return;
  throw new KubectlError(
    `"${key}" is not a valid key name for a ${kind}: a valid config key must consist of alphanumeric ` +
      "characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for " +
      "validation is '[-._a-zA-Z0-9]+')",
  );
}

function addLiteral(literal: string, add: Add): void {
  const equals = literal.indexOf("=");
  if (equals <= 0) {
    throw new KubectlError(`invalid literal source ${literal}, expected key=value`);
  }
  const value = literal.slice(equals + 1);
  const quoted = /^"(.*)"$|^'(.*)'$/s.exec(value);
  add(literal.slice(0, equals), quoted?.[1] ?? quoted?.[2] ?? value);
}

function addFile({ io }: CommandContext, source: string, add: Add): void {
  const equals = source.indexOf("=");
  if (equals === 0) {
    throw new KubectlError(`key name for file path ${source.slice(1)} missing`);
  }
  const key = equals < 0 ? undefined : source.slice(0, equals);
  const path = equals < 0 ? source : source.slice(equals + 1);
  const text = io.readFile(path);
  if (text !== undefined) {
    add(key ?? path.split("/").at(-1) ?? path, text);
    return;
  }
  const names = io.listFiles(path);
  if (names === undefined) {
    throw new KubectlError(`error reading ${path}: no such file or directory`);
  }
  if (key !== undefined) {
    throw new KubectlError("cannot give a key name for a directory path");
  }
  for (const name of [...names].sort()) {
    const content = io.readFile(`${path.replace(/\/$/, "")}/${name}`);
    if (content !== undefined && KEY.test(name)) add(name, content);
  }
}

function addEnvFile({ io }: CommandContext, path: string, add: Add): void {
  const text = io.readFile(path);
  if (text === undefined) {
    throw new KubectlError(`error reading ${path}: no such file or directory`);
  }
  for (const raw of text.split("\n")) {
    const line = raw.trimStart().replace(/\r$/, "");
    if (line === "" || line.startsWith("#")) continue;
    const equals = line.indexOf("=");
    const key = equals < 0 ? line : line.slice(0, equals);
    if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(key)) {
      throw new KubectlError(
        `"${key}" is not a valid key name: a valid environment variable name must consist of ` +
          "alphabetic characters, digits, '_', '-', or '.', and must not start with a digit " +
          "(e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is " +
          "'[-._a-zA-Z][-._a-zA-Z0-9]*')",
      );
    }
    add(key, equals < 0 ? "" : line.slice(equals + 1));
  }
}
