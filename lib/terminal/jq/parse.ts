/**
 * Reads a jq program: paths, pipes, operators, functions, construction, `if`, `as`, strings with
 * `\(…)` inside.
 *
 * Not simulated: `def`, `reduce`, `foreach`, `limit`, dates, formats but `@base64`, `@tsv`, `@csv`.
 */

import {
  assignment,
  both,
  bound,
  combined,
  formatted,
  objects,
  otherwise,
  products,
  variable,
} from "./combine.ts";
import {
  constant,
  type Filter,
  field,
  get,
  identity,
  isTrue,
  iterate,
  JqError,
  optional,
  pipe,
  slice,
} from "./filter.ts";
import { descend, PLAIN, SPECIAL } from "./functions.ts";
import { OPERATORS } from "./operator.ts";

const TOKEN =
  /\s*(?:(#[^\n]*)|("(?:[^"\\]|\\(?:[^(]|\((?:[^()"]|"(?:[^"\\]|\\.)*"|\((?:[^()])*\))*\)))*")|(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(\$[A-Za-z_]\w*)|(@[a-z0-9]+)|(\/\/=?|\|=|\+=|-=|==|!=|<=|>=|\.\.|[.[\]{}()|,:;?<>=+\-*/%]))/gy;

export function parseJq(text: string): Filter {
  const reader = new Reader(text);
  const filter = reader.pipe();
  reader.end();
  return filter;
}

const LEVELS: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    const tokens: string[] = [];
    let end = 0;
    for (const match of text.matchAll(TOKEN)) {
      end = match.index + match[0].length;
      if (match[1] === undefined) tokens.push(match[0].trim());
    }
    const rest = text.slice(end).trim();
    if (rest !== "") throw new JqError(`syntax error, unexpected INVALID_CHARACTER at: ${rest}`);
    this.#tokens = tokens;
  }

  end(): void {
    const token = this.#peek();
    if (token !== "") throw new JqError(`syntax error, unexpected '${token}'`);
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? "";
  }

  #takes(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    this.#at += 1;
    return this.#tokens[this.#at - 1] ?? "";
  }

  #expect(token: string): void {
    if (this.#takes(token)) return;
    const found = this.#peek() === "" ? "end of file" : `'${this.#peek()}'`;
    throw new JqError(`syntax error, unexpected ${found}, expecting '${token}'`);
  }

  pipe(): Filter {
    const first = this.#comma();
    if (this.#takes("as")) {
      const name = this.#next();
      this.#expect("|");
      return bound(first, name, this.pipe());
    }
    return this.#takes("|") ? pipe(first, this.pipe()) : first;
  }

  #comma(): Filter {
    const first = this.#assigned();
    if (!this.#takes(",")) return first;
    const rest = this.#comma();
    return both(first, rest);
  }

  #assigned(): Filter {
    const path = this.#alternative();
    const sign = this.#peek();
    if (!["=", "|=", "+=", "-="].includes(sign)) return path;
    this.#at += 1;
    return assignment(sign, path, this.#alternative());
  }

  #alternative(): Filter {
    const first = this.#binary(0);
    return this.#takes("//") ? otherwise(first, this.#alternative()) : first;
  }

  #binary(level: number): Filter {
    const signs = LEVELS[level];
    if (signs === undefined) return this.#postfix();
    let left = this.#binary(level + 1);
    while (signs.includes(this.#peek())) {
      const work = OPERATORS[this.#next()];
      if (work !== undefined) left = combined(left, this.#binary(level + 1), work);
    }
    return left;
  }

  #postfix(): Filter {
    let filter = this.#term();
    for (;;) {
      const token = this.#peek();
      if (token === "?") {
        this.#at += 1;
        filter = optional(filter);
      } else if (token === "[") filter = this.#brackets()(filter);
      else if (token === "." && this.#isName(1)) {
        this.#at += 1;
        filter = pipe(filter, this.#named());
      } else if (token === "." && this.#tokens[this.#at + 1] === "[") this.#at += 1;
      else return filter;
    }
  }

  #isName(ahead: number): boolean {
    return /^(?:[A-Za-z_]\w*|".*")$/s.test(this.#tokens[this.#at + ahead] ?? "");
  }

  #named(): Filter {
    const token = this.#next();
    return field(token.startsWith('"') ? this.#text(token) : constant(token));
  }

  /** `[]`, `[key]`, `[from:to]`; keys are asked of the whole, not of what they are taken from. */
  #brackets(): (holder: Filter) => Filter {
    this.#expect("[");
    if (this.#takes("]")) return (holder) => pipe(holder, iterate);
    const from = this.#peek() === ":" ? undefined : this.pipe();
    if (this.#takes(":")) {
      const to = this.#peek() === "]" ? undefined : this.pipe();
      this.#expect("]");
      return (holder) => pipe(holder, slice(from, to));
    }
    this.#expect("]");
    return (holder) => pipe(holder, field(from ?? identity));
  }

  #term(): Filter {
    const token = this.#next();
    if (token === ".") {
      if (this.#isName(0)) return this.#named();
      return this.#peek() === "[" ? this.#brackets()(identity) : identity;
    }
    if (token === "..") return { run: descend };
    if (token === "(") {
      const inner = this.pipe();
      this.#expect(")");
      return inner;
    }
    if (token === "[") return this.#list();
    if (token === "{") return this.#object();
    if (token === "-") return combined(constant(0), this.#postfix(), OPERATORS["-"] ?? get);
    if (token === "if") return this.#condition();
    if (/^\d/.test(token)) return constant(Number(token));
    if (token.startsWith('"')) return this.#text(token);
    if (token.startsWith("$")) return variable(token);
    if (token.startsWith("@")) return formatted(token);
    if (/^[A-Za-z_]/.test(token)) return this.#call(token);
    throw new JqError(
      token === "" ? "syntax error, unexpected end of file" : `syntax error, unexpected '${token}'`,
    );
  }

  #list(): Filter {
    if (this.#takes("]")) return constant([]);
    const inner = this.pipe();
    this.#expect("]");
    return { run: (input, names) => [inner.run(input, names)] };
  }

  #object(): Filter {
    const parts: (readonly [Filter, Filter])[] = [];
    while (!this.#takes("}")) {
      const token = this.#next();
      const key =
        token === "("
          ? this.pipe()
          : token.startsWith('"')
            ? this.#text(token)
            : constant(token.replace(/^\$/, ""));
      if (token === "(") this.#expect(")");
      const plain = token.startsWith("$") ? variable(token) : field(key);
      parts.push([key, this.#takes(":") ? this.#alternative() : plain]);
      if (this.#peek() !== "}") this.#expect(",");
    }
    return { run: (input, names) => objects(parts, (filter) => filter.run(input, names)) };
  }

  #condition(): Filter {
    const condition = this.pipe();
    this.#expect("then");
    const yes = this.pipe();
    const no = this.#takes("elif")
      ? this.#condition()
      : this.#takes("else")
        ? this.pipe()
        : identity;
    if (this.#tokens[this.#at - 1] !== "end") this.#expect("end");
    return {
      run: (input, names) =>
        condition.run(input, names).flatMap((one) => (isTrue(one) ? yes : no).run(input, names)),
    };
  }

  #call(name: string): Filter {
    if (name === "null" || name === "true" || name === "false") return constant(JSON.parse(name));
    const args: Filter[] = [];
    if (this.#takes("(")) {
      do args.push(this.pipe());
      while (this.#takes(";"));
      this.#expect(")");
    }
    const special = SPECIAL[name];
    const plain = PLAIN[name];
    if (special !== undefined && (args.length > 0 || plain === undefined)) return special(...args);
    if (plain === undefined) throw new JqError(`${name}/${args.length} is not defined`);
    return {
      run: (input, names) =>
        products(args.map((arg) => arg.run(input, names))).map((values) => plain(input, ...values)),
    };
  }

  #text(token: string): Filter {
    const parts = token.slice(1, -1).split(/(\\\((?:[^()"]|"(?:[^"\\]|\\.)*"|\([^()]*\))*\))/);
    const filters = parts.map((part) =>
      part.startsWith("\\(") ? parseJq(part.slice(2, -1)) : constant(JSON.parse(`"${part}"`)),
    );
    if (filters.length === 1) return filters[0] ?? identity;
    return {
      run: (input, names) =>
        products(filters.map((filter) => filter.run(input, names))).map((values) =>
          values.map((one) => PLAIN.tostring?.(one)).join(""),
        ),
    };
  }
}
