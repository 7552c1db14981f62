/** POSIX regular expressions, basic and extended, as expressions of this language. */

const CLASSES: Readonly<Record<string, string>> = {
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "A-Za-z0-9",
  space: "\\s",
  upper: "A-Z",
  lower: "a-z",
  punct: "!-\\/:-@\\[-`{-~",
  blank: " \\t",
};

/** undefined when the text is no expression. */
export function toRegExp(text: string, extended: boolean, flags = ""): RegExp | undefined {
  try {
    const classes = text.replace(/\[:(\w+):\]/g, (all, name: string) => CLASSES[name] ?? all);
    return new RegExp(extended ? classes : fromBasic(classes), flags);
  } catch {
    return undefined;
  }
}

// In basic expressions `+ ? | ( ) { }` are plain, and special behind a backslash.
function fromBasic(text: string): string {
  let out = "";
  let inBrackets = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const next = text[at + 1] ?? "";
    if (inBrackets) {
      inBrackets = char !== "]";
      out += char;
    } else if (char === "\\") {
      out += /[+?|(){}]/.test(next) ? next : char + next;
      at += 1;
    } else if (/[+?|(){}]/.test(char)) out += `\\${char}`;
    else {
      inBrackets = char === "[";
      out += char;
    }
  }
  return out;
}
