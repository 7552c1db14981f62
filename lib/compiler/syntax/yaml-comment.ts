/**
 * Comments in manifests: `// text` becomes `# text`, never inside quotes, addresses or block
 * scalars, and every comment is handed on with the line that it explains.
 */

export type YamlComment = {
  /** Index of the explained line in the text, from 0. */
  readonly line: number;
  readonly text: string;
  /** The comment stands on lines of its own above the explained line. */
  readonly above: boolean;
};

export type RepairedYaml = {
  readonly text: string;
  /** Indices of the lines whose `//` became `#`. */
  readonly repaired: readonly number[];
  readonly comments: readonly YamlComment[];
};

type Found = { readonly at: number; readonly length: number; readonly sign: "#" | "//" | "/" };

/** Where a comment opens in a line, quotes respected. */
function commentIn(line: string): Found | undefined {
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    if (quote !== "") {
      if (sign === "\\" && quote === '"') at++;
      else if (sign === quote) quote = "";
      continue;
    }
    const free = at === 0 || /\s/.test(line.charAt(at - 1));
    if ((sign === '"' || sign === "'") && (free || /[[{,(:]/.test(line.charAt(at - 1))))
      quote = sign;
    else if (free && sign === "#") return { at, length: 1, sign: "#" };
    else if (free && line.startsWith("//", at) && line.charAt(at + 2) !== "/") {
      return { at, length: 2, sign: "//" };
    } else if (free && sign === "/" && /:\s+$/.test(line.slice(0, at)) && line[at + 1] === " ") {
      return { at, length: 1, sign: "/" };
    }
  }
  return undefined;
}

function openBlockScalar(line: string): boolean {
  return /(?:^|[\s:-])[|>][+-]?\d?\s*(?:(?:#|\/\/).*)?$/.test(line) && /[:-]\s+[|>]/.test(line);
}

/** Learners end comments with remarks of their own after a second mark. */
function commentText(raw: string): string {
  return raw
    .replace(/^[\s#/]+/, "")
    .replace(/\s+\/\/\s+/g, " — ")
    .trim();
}

export function repairYaml(source: string): RepairedYaml {
  const lines = source.split("\n");
  const repaired: number[] = [];
  const comments: YamlComment[] = [];
  let above: string[] = [];
  let scalarIndent = -1;
  lines.forEach((line, index) => {
    const indent = line.length - line.trimStart().length;
    if (scalarIndent >= 0 && (line.trim() === "" || indent > scalarIndent)) return;
    scalarIndent = openBlockScalar(line) ? indent : -1;
    if (/^\.\.\.\s*$/.test(line.trim())) lines[index] = "";
    const found = line.includes("#") || line.includes("/") ? commentIn(line) : undefined;
    const before = found === undefined ? line : line.slice(0, found.at);
    if (found !== undefined && found.sign !== "#") {
      lines[index] = `${before}# ${line.slice(found.at + found.length).trim()}`;
      repaired.push(index);
    }
    const text = found === undefined ? "" : commentText(line.slice(found.at + found.length));
    if (before.trim() === "") {
      if (text !== "") above.push(text);
      else if (found === undefined) above = [];
      return;
    }
    if (above.length > 0) comments.push({ line: index, text: above.join(" "), above: true });
    above = [];
    if (text !== "") comments.push({ line: index, text, above: false });
  });
  return { text: lines.join("\n"), repaired, comments };
}
