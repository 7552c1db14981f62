/**
 * Reads an awk program: rules with patterns and ranges, statements, expressions, arrays.
 *
 * Not simulated: functions of one's own, `getline`, redirects within a program.
 */
import { ExpressionReader } from "./expression.ts";
import {
  AwkError,
  type Expression,
  isTrue,
  Jump,
  type Machine,
  number,
  type Statement,
  text,
} from "./machine.ts";

export type Rule = {
  readonly kind: "begin" | "end" | "each";
  readonly applies: (machine: Machine) => boolean;
  readonly run: Statement;
};

const MOST_TURNS = 100_000;

export function parseAwk(program: string): readonly Rule[] {
  return new Reader(program).rules();
}

class Reader extends ExpressionReader {
  rules(): readonly Rule[] {
    const rules: Rule[] = [];
    this.skip();
    while (this.token !== "") {
      rules.push(this.rule());
      this.skip();
    }
    return rules;
  }

  rule(): Rule {
    if (this.takes("BEGIN")) return { kind: "begin", applies: () => true, run: this.block() };
    if (this.takes("END")) return { kind: "end", applies: () => true, run: this.block() };
    const applies = this.token === "{" ? () => true : this.pattern();
    const run = this.token === "{" ? this.block() : (machine: Machine) => machine.print([]);
    return { kind: "each", applies, run };
  }

  pattern(): (machine: Machine) => boolean {
    const first = this.expression();
    if (!this.takes(",")) return (machine) => isTrue(first(machine));
    const last = this.expression();
    let open = false;
    return (machine) => {
      if (!open && !isTrue(first(machine))) return false;
      open = !isTrue(last(machine));
      return true;
    };
  }

  block(): Statement {
    this.expect("{");
    const statements: Statement[] = [];
    this.skip();
    while (!this.takes("}")) {
      if (this.token === "") throw new AwkError("syntax error at source line 1: unexpected end");
      statements.push(this.statement());
      this.skip();
    }
    return (machine) => {
      for (const statement of statements) statement(machine);
    };
  }

  body(): Statement {
    while (this.takes("\n"));
    if (this.token === "{") return this.block();
    const statement = this.statement();
    this.takes(";");
    return statement;
  }

  statement(): Statement {
    if (this.token === "{") return this.block();
    if (this.takes("print")) return this.print();
    if (this.takes("printf")) return this.printf();
    if (this.takes("if")) return this.if();
    if (this.takes("for")) return this.for();
    if (this.takes("while")) {
      this.expect("(");
      const condition = this.expression();
      this.expect(")");
      return loop(condition, this.body(), undefined);
    }
    if (this.takes("delete")) return this.delete();
    const word = this.token;
    if (word === "next" || word === "exit" || word === "break" || word === "continue") {
      this.advance();
      const code = word === "exit" && /^[\d$(]/.test(this.token) ? this.expression() : undefined;
      return (machine) => {
        throw new Jump(word, code === undefined ? 0 : number(code(machine)));
      };
    }
    const expression = this.expression();
    return (machine) => {
      expression(machine);
    };
  }

  print(): Statement {
    const all = this.list();
    return (machine) => machine.print(all.map((one) => one(machine)));
  }

  printf(): Statement {
    const hasBrackets = this.takes("(");
    const [format = () => "", ...all] = this.list();
    if (hasBrackets) this.expect(")");
    return (machine) => {
      machine.printf(
        format(machine),
        all.map((one) => one(machine)),
      );
    };
  }

  if(): Statement {
    this.expect("(");
    const condition = this.expression();
    this.expect(")");
    const yes = this.body();
    this.skip();
    const no = this.takes("else") ? this.body() : undefined;
    return (machine) => (isTrue(condition(machine)) ? yes(machine) : no?.(machine));
  }

  for(): Statement {
    this.expect("(");
    const start = this.token === ";" ? undefined : this.forStart();
    if (typeof start === "object") {
      this.expect(")");
      const body = this.body();
      return (machine) => {
        for (const key of [...machine.array(start.array).keys()]) {
          machine.set(start.name, key);
          if (runBody(body, machine) === "break") return;
        }
      };
    }
    this.expect(";");
    const condition = this.token === ";" ? () => 1 : this.expression();
    this.expect(";");
    const step = this.token === ")" ? undefined : this.expression();
    this.expect(")");
    const turns = loop(condition, this.body(), step);
    return (machine) => {
      start?.(machine);
      turns(machine);
    };
  }

  /** `name in array`, or the first expression. */
  forStart(): Expression | { readonly name: string; readonly array: string } {
    const rest = /^\s*in\s+([A-Za-z_]\w*)\s*\)/.exec(this.text.slice(this.at));
    if (rest === null) return this.expression();
    const name = this.advance();
    this.advance();
    return { name, array: this.advance() };
  }

  delete(): Statement {
    const name = this.advance();
    if (!this.takes("[")) return (machine) => machine.array(name).clear();
    const key = this.expression();
    this.expect("]");
    return (machine) => {
      machine.array(name).delete(text(key(machine)));
    };
  }
}

function loop(condition: Expression, body: Statement, step: Expression | undefined): Statement {
  return (machine) => {
    for (let turn = 0; isTrue(condition(machine)); turn++) {
      if (turn > MOST_TURNS) throw new AwkError("a loop has no end");
      if (runBody(body, machine) === "break") return;
      step?.(machine);
    }
  };
}

function runBody(body: Statement, machine: Machine): "break" | undefined {
  try {
    body(machine);
  } catch (jump) {
    if (!(jump instanceof Jump) || jump.kind === "next" || jump.kind === "exit") throw jump;
    return jump.kind === "break" ? "break" : undefined;
  }
  return undefined;
}
