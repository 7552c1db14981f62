/** What is wrong with an expression, in the form in which the API server prints it. */

export type CelFault = {
  /** Counted in characters from the beginning of the expression. */
  readonly at: number;
  readonly message: string;
};

/** `ERROR: <input>:1:5: …` with the line in question and a mark below it. */
export function faultsText(expression: string, faults: readonly CelFault[]): string {
  const lines = expression.split("\n");
  return faults
    .map(({ at, message }) => {
      const before = expression.slice(0, at).split("\n");
      const row = before.length;
      const column = before.at(-1)?.length ?? 0;
      const text = lines[row - 1] ?? "";
      const mark = `${".".repeat(column)}^`;
      return `ERROR: <input>:${row}:${column + 1}: ${message}\n | ${text}\n | ${mark}`;
    })
    .join("\n");
}

const STARTS =
  "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

/** The parser's complaint in the words of the one that Kubernetes uses. */
export function syntaxFault(expression: string, message: string, at: number): CelFault {
  const rest = expression.slice(at);
  const character = /^Unexpected character: (.)$/.exec(message)?.[1];
  if (character !== undefined) {
    // A character that begins nothing is told with the one behind it, where that is no help.
    const text = /^[=&|]./.test(rest) ? rest.slice(0, 2) : character;
    return { at, message: `Syntax error: token recognition error at: '${text}'` };
  }
  const token = /^([A-Za-z_]\w*|\d[\w.]*|"[^"]*"|'[^']*'|==|!=|<=|>=|&&|\|\||.)/.exec(rest)?.[0];
  if (token === undefined) {
    const tail = expression.slice(0, at);
    const isOpen = /[([{,]\s*$|[-+*/%<>=!&|?:.]\s*$/.test(tail) || tail.trim() === "";
    const expected = isOpen ? STARTS : closing(tail);
    return { at: expression.length, message: `Syntax error: ${mismatch("<EOF>", expected)}` };
  }
  const before = expression.slice(0, at).trimEnd();
  const wantsValue = before === "" || /[([{,?:]$|[-+*/%<>=!&|]$|\bin$/.test(before);
  if (wantsValue) {
    const kind = /^[-+*/%<>=&|]/.test(token) ? "extraneous" : "mismatched";
    return { at, message: `Syntax error: ${kind} input '${token}' expecting ${STARTS}` };
  }
  if (before.endsWith("."))
    return { at, message: `Syntax error: no viable alternative at input '.${token}'` };
  const expected = closing(before);
  const isLast = expected === "<EOF>" && rest.slice(token.length).trim() === "";
  const kind = isLast || /^[)\]}]/.test(token) ? "extraneous" : "mismatched";
  return { at, message: `Syntax error: ${kind} input '${token}' expecting ${expected}` };
}

function mismatch(token: string, expected: string): string {
  return `mismatched input '${token}' expecting ${expected}`;
}

/** What would close the innermost bracket that is open. */
function closing(text: string): string {
  const open: string[] = [];
  for (const character of text.replace(/"[^"]*"|'[^']*'/g, "")) {
    if ("([{".includes(character)) open.push(character);
    else if (")]}".includes(character)) open.pop();
  }
  const innermost = open.at(-1);
  if (innermost === undefined) return "<EOF>";
  return innermost === "(" ? "')'" : innermost === "[" ? "']'" : "'}'";
}
