/** `$(NAME)` in commands and values; `$$` is a dollar; unknown names stay as they are. */

export function expandReferences(
  text: string,
  lookUp: (name: string) => string | undefined,
): string {
  if (!text.includes("$")) return text;
  let out = "";
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    const next = text[at + 1];
    if (c !== "$" || next === undefined) out += c;
    else if (next === "$") {
      out += "$";
      at += 1;
    } else if (next === "(") {
      const end = text.indexOf(")", at + 2);
      if (end < 0) {
        out += "$(";
        at += 1;
        continue;
      }
      const name = text.slice(at + 2, end);
      out += lookUp(name) ?? `$(${name})`;
      at = end;
    } else {
      out += c + next;
      at += 1;
    }
  }
  return out;
}
