/** `$((…))`: whole numbers with C's operators, comparison, logic and assignment. */
import { SyntaxProblem } from "./syntax.ts";

const TOKEN =
  /\s*(0[xX][0-9a-fA-F]+|\d+|[A-Za-z_]\w*|\+\+|--|[-+*/%]=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>=!()?:&|^~,])/y;

const LEVELS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["|"],
  ["^"],
  ["&"],
  ["==", "!="],
  ["<", ">", "<=", ">="],
  ["<<", ">>"],
  ["+", "-"],
  ["*", "/", "%"],
];

/** Throws SyntaxProblem. */
export function evaluate(expression: string, variables: Map<string, string>): number {
  const list = cut(expression);
  if (list.length === 0) return 0;
  const evaluator = new Evaluator(list, variables);
  const value = evaluator.all();
  return value;
}

function cut(text: string): string[] {
  const list: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (match === null) throw new SyntaxProblem("arithmetic syntax error");
    list.push(match[1] as string);
  }
  return list;
}

class Evaluator {
  readonly #list: readonly string[];
  readonly #variables: Map<string, string>;
  #at = 0;

  constructor(list: readonly string[], variables: Map<string, string>) {
    this.#list = list;
    this.#variables = variables;
  }

  all(): number {
    const value = this.#choice();
    if (this.#at < this.#list.length) throw new SyntaxProblem("arithmetic syntax error");
    return value;
  }

  #choice(): number {
    const name = this.#list[this.#at] ?? "";
    const operator = this.#list[this.#at + 1] ?? "";
    if (/^[A-Za-z_]/.test(name) && /^[-+*/%]?=$/.test(operator)) {
      this.#at += 2;
      const right = this.#choice();
      const value = operator === "=" ? right : apply(operator.slice(0, 1), this.#get(name), right);
      this.#variables.set(name, String(value));
      return value;
    }
    const test = this.#binary(0);
    if (this.#list[this.#at] !== "?") return test;
    this.#at += 1;
    const yes = this.#choice();
    if (this.#list[this.#at] !== ":") throw new SyntaxProblem("arithmetic syntax error");
    this.#at += 1;
    const no = this.#choice();
    return test !== 0 ? yes : no;
  }

  #binary(level: number): number {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = this.#list[this.#at] ?? "";
      if (!operators.includes(operator)) return left;
      this.#at += 1;
      left = apply(operator, left, this.#binary(level + 1));
    }
  }

  #unary(): number {
    const token = this.#list[this.#at];
    if (token === undefined) throw new SyntaxProblem("arithmetic syntax error");
    this.#at += 1;
    if (token === "-") return -this.#unary();
    if (token === "+") return this.#unary();
    if (token === "!") return this.#unary() === 0 ? 1 : 0;
    if (token === "~") return ~this.#unary();
    if (token === "++" || token === "--")
      return this.#step(this.#list[this.#at++] ?? "", token, true);
    if (token === "(") {
      const value = this.#choice();
      if (this.#list[this.#at] !== ")") throw new SyntaxProblem("arithmetic syntax error");
      this.#at += 1;
      return value;
    }
    if (/^\d/.test(token)) return Number(token);
    if (!/^[A-Za-z_]/.test(token)) throw new SyntaxProblem("arithmetic syntax error");
    const next = this.#list[this.#at];
    if (next === "++" || next === "--") {
      this.#at += 1;
      return this.#step(token, next, false);
    }
    return this.#get(token);
  }

  #step(name: string, operator: string, before: boolean): number {
    const old = this.#get(name);
    const changed = old + (operator === "++" ? 1 : -1);
    this.#variables.set(name, String(changed));
    return before ? changed : old;
  }

  #get(name: string): number {
    const value = Number(this.#variables.get(name) ?? 0);
    return Number.isFinite(value) ? Math.trunc(value) : 0;
  }
}

function apply(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
    case "%":
      if (right === 0) throw new SyntaxProblem("divide by zero");
      return operator === "/" ? Math.trunc(left / right) : left % right;
    case "<<":
      return left * 2 ** right;
    case ">>":
      return Math.floor(left / 2 ** right);
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    default:
      return compare(operator, left, right) ? 1 : 0;
  }
}

function compare(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "&&":
      return left !== 0 && right !== 0;
    default:
      return left !== 0 || right !== 0;
  }
}
