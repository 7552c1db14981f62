/** Shell patterns (`*`, `?`, `[…]`) as regular expressions. */

const SPECIAL = /[.+^${}()|\\/]/g;

/** `quoted` marks, per character, what is meant literally. */
export function patternToRegExp(
  pattern: string,
  quoted?: readonly boolean[],
  anchored = true,
): RegExp {
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const c = pattern[at] as string;
    const isLiteral = quoted?.[at] === true;
    if (!isLiteral && c === "*") source += "[\\s\\S]*";
    else if (!isLiteral && c === "?") source += "[\\s\\S]";
    else if (!isLiteral && c === "[") {
      const end = pattern.indexOf("]", at + 2);
      if (end < 0) source += "\\[";
      else {
        source += `[${pattern
          .slice(at + 1, end)
          .replace(/^!/, "^")
          .replace(/\\/g, "\\\\")}]`;
        at = end;
      }
    } else source += c.replace(SPECIAL, "\\$&").replace(/[*?[\]]/g, "\\$&");
  }
  return new RegExp(anchored ? `^${source}$` : source);
}
