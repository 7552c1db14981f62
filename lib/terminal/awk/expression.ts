/** Reads the expressions of an awk program, weakest binding first. */
import { BUILTINS } from "./builtin.ts";
import {
  AwkError,
  compare,
  type Expression,
  isTrue,
  type Machine,
  number,
  text,
  type Value,
} from "./machine.ts";
import { Tokens } from "./token.ts";

export class ExpressionReader extends Tokens {
  list(): readonly Expression[] {
    if (/^[;}\n]?$/.test(this.token)) return [];
    const all = [this.expression()];
    while (this.takes(",")) all.push(this.expression());
    return all;
  }

  expression(): Expression {
    const condition = this.binary(0);
    if (!this.takes("?")) return condition;
    const yes = this.expression();
    this.expect(":");
    const no = this.expression();
    return (machine) => (isTrue(condition(machine)) ? yes : no)(machine);
  }

  binary(level: number): Expression {
    const signs = LEVELS[level];
    if (signs === undefined) return this.concatenated();
    let left = this.binary(level + 1);
    for (;;) {
      const work = signs[this.token];
      if (work === undefined) return left;
      this.advance();
      const [a, b] = [left, this.binary(level + 1)];
      left = (machine) => work(a, b, machine);
    }
  }

  /** Values that stand side by side are one text. */
  concatenated(): Expression {
    let left = this.sum();
    while (/^["$(\w]/.test(this.token) && this.token !== "in") {
      const [a, b] = [left, this.sum()];
      left = (machine) => text(a(machine)) + text(b(machine));
    }
    return left;
  }

  sum(): Expression {
    return this.arithmetic(["+", "-"], () => this.arithmetic(["*", "/", "%"], () => this.unary()));
  }

  arithmetic(signs: readonly string[], part: () => Expression): Expression {
    let left = part();
    while (signs.includes(this.token)) {
      const work = ARITHMETIC[this.advance()] ?? Math.min;
      const [a, b] = [left, part()];
      left = (machine) => work(number(a(machine)), number(b(machine)));
    }
    return left;
  }

  unary(): Expression {
    if (this.takes("!")) {
      const part = this.unary();
      return (machine) => (isTrue(part(machine)) ? 0 : 1);
    }
    if (this.takes("-")) {
      const part = this.unary();
      return (machine) => -number(part(machine));
    }
    const sign = this.token;
    if (sign === "++" || sign === "--") {
      this.advance();
      const place = this.place();
      return (machine) => place.set(machine, number(place.get(machine)) + (sign === "++" ? 1 : -1));
    }
    return this.primary();
  }

  primary(): Expression {
    const token = this.token;
    if (token === "/") return this.patternLiteral();
    if (token.startsWith('"')) {
      this.advance();
      const value = JSON.parse(token.replace(/\\([^"\\/bfnrtu])/g, "\\\\$1")) as string;
      return () => value;
    }
    if (/^[\d.]/.test(token)) {
      this.advance();
      return () => Number(token);
    }
    if (this.takes("(")) {
      const inner = this.expression();
      this.expect(")");
      return inner;
    }
    if (token !== "$" && !/^[A-Za-z_]/.test(token)) {
      throw new AwkError(`syntax error at source line 1: unexpected '${token || "end"}'`);
    }
    const builtin = BUILTINS[token];
    return builtin === undefined ? this.assigned() : this.call(builtin);
  }

  /** Its text runs to the next slash that has no backslash before it. */
  patternLiteral(): Expression {
    const match = /((?:[^/\\]|\\.)*)\//y;
    match.lastIndex = this.at;
    const source = match.exec(this.text)?.[1];
    if (source === undefined) throw new AwkError("non-terminated regular expression");
    this.at += source.length + 1;
    this.advance();
    const pattern = new RegExp(source.replaceAll("\\/", "/"));
    const test: Expression & { pattern?: string } = (machine) =>
      pattern.test(machine.field(0)) ? 1 : 0;
    test.pattern = pattern.source;
    return test;
  }

  call(work: (machine: Machine, args: readonly Expression[], names: readonly string[]) => Value) {
    this.advance();
    const args: Expression[] = [];
    const names: string[] = [];
    if (this.takes("(")) {
      while (!this.takes(")")) {
        names.push(this.token);
        args.push(this.expression());
        this.takes(",");
      }
    }
    return (machine: Machine) => work(machine, args, names);
  }

  assigned(): Expression {
    const place = this.place();
    const sign = this.token;
    if (sign === "++" || sign === "--") {
      this.advance();
      return (machine) => {
        const before = number(place.get(machine));
        place.set(machine, before + (sign === "++" ? 1 : -1));
        return before;
      };
    }
    if (sign === "=") {
      this.advance();
      const value = this.expression();
      return (machine) => place.set(machine, value(machine));
    }
    const work = /^[-+*/%]=$/.test(sign) ? ARITHMETIC[sign[0] ?? ""] : undefined;
    if (work === undefined) return place.get;
    this.advance();
    const value = this.expression();
    return (machine) =>
      place.set(machine, work(number(place.get(machine)), number(value(machine))));
  }

  place(): Place {
    if (this.takes("$")) {
      const at = this.token === "(" ? this.primary() : this.unary();
      return {
        get: (machine) => machine.field(number(at(machine))),
        set: (machine, value) => machine.setField(number(at(machine)), value),
      };
    }
    const name = this.advance();
    if (!this.takes("[")) {
      return {
        get: (machine) => machine.get(name),
        set: (machine, value) => machine.set(name, value),
      };
    }
    const keys = this.list();
    this.expect("]");
    const key = (machine: Machine) => keys.map((one) => text(one(machine))).join("\x1c");
    return {
      get: (machine) => machine.array(name).get(key(machine)) ?? "",
      set: (machine, value) => {
        machine.array(name).set(key(machine), value);
        return value;
      },
    };
  }
}

type Place = {
  readonly get: Expression;
  readonly set: (machine: Machine, value: Value) => Value;
};

type Work = (a: Expression, b: Expression, machine: Machine) => Value;

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
};

const compared =
  (fits: (order: number) => boolean): Work =>
  (a, b, machine) =>
    fits(compare(a(machine), b(machine))) ? 1 : 0;

const matched =
  (wanted: boolean): Work =>
  (a, b, machine) => {
    const source = (b as Expression & { pattern?: string }).pattern ?? text(b(machine));
    return new RegExp(source).test(text(a(machine))) === wanted ? 1 : 0;
  };

const LEVELS: readonly Readonly<Record<string, Work>>[] = [
  { "||": (a, b, machine) => (isTrue(a(machine)) || isTrue(b(machine)) ? 1 : 0) },
  { "&&": (a, b, machine) => (isTrue(a(machine)) && isTrue(b(machine)) ? 1 : 0) },
  { "~": matched(true), "!~": matched(false) },
  {
    "==": compared((order) => order === 0),
    "!=": compared((order) => order !== 0),
    "<": compared((order) => order < 0),
    "<=": compared((order) => order <= 0),
    ">": compared((order) => order > 0),
    ">=": compared((order) => order >= 0),
  },
];
