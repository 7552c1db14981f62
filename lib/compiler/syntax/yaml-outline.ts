/**
 * What a manifest is about, read from its lines alone, so that fragments and broken ones can be
 * asked about too: kind, name, and the path of the field on a line.
 */

const KEY = /^(\s*)((?:-\s+)*)(?:"([^"]+)"|'([^']+)'|([\w./-]+))\s*:(?:\s+(.*))?$/;

type KeyLine = { readonly indent: number; readonly key: string; readonly value: string };

export function keyOf(line: string): KeyLine | undefined {
  const found = KEY.exec(line.replace(/\s+#.*$/, ""));
  if (found === null) return undefined;
  const dashes = found[2] ?? "";
  return {
    indent: (found[1] ?? "").length + dashes.length,
    key: found[3] ?? found[4] ?? found[5] ?? "",
    value: (found[6] ?? "").trim(),
  };
}

type Level = { readonly indent: number; readonly label: string };

function joined(levels: readonly Level[]): string {
  return levels.reduce((path, { label }) => {
    if (label === "[]") return `${path}[]`;
    return path === "" ? label : `${path}.${label}`;
  }, "");
}

/** For each line that holds a key, its path: `spec.template.spec.containers[].image`. */
export function pathsOf(lines: readonly string[]): readonly (string | undefined)[] {
  let levels: Level[] = [];
  return lines.map((line) => {
    if (/^---/.test(line)) levels = [];
    const spaces = line.length - line.trimStart().length;
    const dashes = /^\s*((?:-\s+)+)/.exec(line)?.[1] ?? "";
    const key = keyOf(line);
    if (dashes === "" && key === undefined) return undefined;
    if (dashes !== "") {
      levels = levels.filter(
        ({ indent, label }) => indent < spaces || (indent === spaces && label !== "[]"),
      );
      levels.push({ indent: spaces, label: "[]" });
    }
    if (key === undefined) return undefined;
    levels = levels.filter(
      ({ indent, label }) =>
        indent < key.indent && (dashes !== "" || indent < spaces || label === "[]"),
    );
    levels.push({ indent: key.indent, label: key.key });
    return joined(levels);
  });
}

export type Outline = { readonly kind: string; readonly name: string; readonly apiVersion: string };

/** The first document's kind and name, as far as its lines give them. */
export function outlineOf(text: string): Outline {
  const first = text.split(/^---\s*$/m).find((part) => /\S/.test(part)) ?? "";
  const value = (pattern: RegExp) => (pattern.exec(first)?.[1] ?? "").replace(/["']/g, "");
  return {
    kind: value(/^kind:\s*([^\s#]+)/m),
    name: value(/^metadata:[^\n]*\n(?:[ \t]+[^\n]*\n)*?[ \t]+name:\s*([^\s#]+)/m),
    apiVersion: value(/^apiVersion:\s*([^\s#]+)/m),
  };
}

export function isYamlLanguage(language: string): boolean {
  return language === "yaml" || language === "yml";
}

/** Whether a block is meant as a manifest, whatever it is labelled. */
export function looksLikeManifest(language: string, text: string): boolean {
  if (isYamlLanguage(language)) return true;
  if (language !== "" && language !== "text" && language !== "txt") return false;
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text) && !/^\$ /m.test(text);
}

/** Helm and other templates only become manifests when they are rendered. */
export function isTemplate(text: string): boolean {
  return /\{\{[^}]*\}\}|\{%/.test(text);
}
