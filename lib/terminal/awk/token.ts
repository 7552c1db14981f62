/** The words of an awk program, one after the other. */
import { AwkError } from "./machine.ts";

const TOKEN =
  /[ \t\r]*(?:#[^\n]*|\\\n|("(?:[^"\\]|\\.)*")|(\d+\.?\d*|\.\d+)|([A-Za-z_]\w*)|(\+\+|--|&&|\|\||[-+*/%=!<>]=|!~|[-+*/%=!<>~?:$(){}[\],;\n^]))/y;

export class Tokens {
  readonly text: string;
  at = 0;
  token = "";

  constructor(text: string) {
    this.text = text;
    this.advance();
  }

  advance(): string {
    const before = this.token;
    this.token = this.read();
    return before;
  }

  read(): string {
    while (this.at < this.text.length) {
      TOKEN.lastIndex = this.at;
      const match = TOKEN.exec(this.text);
      if (match === null) {
        const rest = this.text.slice(this.at).trim();
        if (rest === "") break;
        throw new AwkError(`syntax error at source line 1: ${rest}`);
      }
      this.at = TOKEN.lastIndex;
      const found = match[1] ?? match[2] ?? match[3] ?? match[4];
      if (found !== undefined) return found;
    }
    this.at = this.text.length;
    return "";
  }

  takes(...tokens: readonly string[]): boolean {
    if (!tokens.includes(this.token)) return false;
    this.advance();
    return true;
  }

  expect(token: string): void {
    if (this.takes(token)) return;
    throw new AwkError(`syntax error at source line 1: expected ${token} before '${this.token}'`);
  }

  skip(): void {
    while (this.takes("\n", ";"));
  }
}
