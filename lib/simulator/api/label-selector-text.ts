/**
 * Label selectors as text (`a=b,c in (d,e),!f`), read with the words that the API server and
 * kubectl use to refuse one.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
import { matchesRequirement } from "./label.ts";
import { labelKeyFaults, labelValueFaults } from "./name-rule.ts";

export type LabelRequirement = {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt";
  readonly values: readonly string[];
};

/** Thrown by `parseLabelSelector`; the message is Kubernetes' own. */
export class SelectorError extends Error {
  override readonly name = "SelectorError";
}

type Token = { readonly kind: "word" | "symbol" | "end" | "error"; readonly text: string };

const SYMBOLS: ReadonlySet<string> = new Set([")", ",", "!", "==", "=", "!=", "(", ">", "<"]);
const OPERATORS = "in, notin, =, ==, !=, gt, lt";

/** Requirements that must hold together, sorted by key; none for an empty text. */
export function parseLabelSelector(text: string): readonly LabelRequirement[] {
  return new SelectorParser(tokensOf(text)).parse();
}

export function matchesRequirements(
  requirements: readonly LabelRequirement[],
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return requirements.every(({ key, operator, values }) =>
    matchesRequirement(operator, labels?.[key], values),
  );
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const scanner = /[ \t\r\n]*([=!(),><]+|[^=!(),>< \t\r\n]+)?/y;
  while (scanner.lastIndex < text.length) {
    const part = scanner.exec(text)?.[1];
    if (part === undefined) break;
    if (!/^[=!(),><]/.test(part)) {
      tokens.push({ kind: "word", text: part });
      continue;
    }
    const symbol = longestSymbol(part);
    if (symbol === undefined)
      tokens.push({ kind: "error", text: `error expected: keyword found '${part}'` });
    else {
      tokens.push({ kind: "symbol", text: symbol });
      scanner.lastIndex -= part.length - symbol.length;
    }
  }
  return [...tokens, { kind: "end", text: "" }];
}

function longestSymbol(run: string): string | undefined {
  const two = run.slice(0, 2);
  if (SYMBOLS.has(two)) return two;
  const one = run.slice(0, 1);
  return SYMBOLS.has(one) ? one : undefined;
}

class SelectorParser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): readonly LabelRequirement[] {
    const requirements: LabelRequirement[] = [];
    for (;;) {
      const next = this.#peek();
      if (next.kind === "end") return sortByKey(requirements);
      if (next.kind !== "word" && next.text !== "!") {
        throw new SelectorError(
          `found '${next.text}', expected: !, identifier, or 'end of string'`,
        );
      }
      requirements.push(this.#requirement());
      const after = this.#take();
      if (after.kind === "end") return sortByKey(requirements);
      if (after.text !== "," || after.kind !== "symbol") {
        throw new SelectorError(`found '${after.text}', expected: ',' or 'end of string'`);
      }
      const following = this.#peek();
      if (following.kind !== "word" && following.text !== "!") {
        throw new SelectorError(`found '${following.text}', expected: identifier after ','`);
      }
    }
  }

  #requirement(): LabelRequirement {
    let first = this.#take();
    const negated = first.text === "!" && first.kind === "symbol";
    if (negated) first = this.#take();
    if (first.kind !== "word") throw refusal(`found '${first.text}', expected: identifier`);
    const key = first.text;
    const faults = labelKeyFaults(key);
    if (faults.length > 0) throw refusal(`<nil>: Invalid value: "${key}": ${faults.join("; ")}`);
    const next = this.#peek();
    if (negated) return { key, operator: "DoesNotExist", values: [] };
    if (next.kind === "end" || next.text === ",") return { key, operator: "Exists", values: [] };
    return this.#comparison(key);
  }

  #comparison(key: string): LabelRequirement {
    const { text } = this.#take();
    switch (text) {
      case "in":
        return checked({ key, operator: "In", values: this.#valueList() });
      case "notin":
        return checked({ key, operator: "NotIn", values: this.#valueList() });
      case "=":
      case "==":
        return checked({ key, operator: "In", values: [this.#value()] });
      case "!=":
        return checked({ key, operator: "NotIn", values: [this.#value()] });
      case ">":
        return checked({ key, operator: "Gt", values: [this.#value()] });
      case "<":
        return checked({ key, operator: "Lt", values: [this.#value()] });
      default:
        throw refusal(`found '${text}', expected: ${OPERATORS}`);
    }
  }

  #value(): string {
    const next = this.#peek();
    if (next.kind === "end" || next.text === ",") return "";
    const token = this.#take();
    if (token.kind !== "word") throw refusal(`found '${token.text}', expected: identifier`);
    return token.text;
  }

  #valueList(): readonly string[] {
    const open = this.#take();
    if (open.text !== "(") throw refusal(`found '${open.text}' expected: '('`);
    const values = new Set<string>();
    const first = this.#peek();
    if (first.text === ")") {
      this.#take();
      return [""];
    }
    if (first.kind !== "word" && first.text !== ",") {
      throw refusal(`found '${first.text}', expected: ',', ')' or identifier`);
    }
    for (;;) {
      const token = this.#take();
      if (token.kind === "word") {
        values.add(token.text);
        const next = this.#peek();
        if (next.text !== "," && next.text !== ")") {
          throw refusal(`found '${next.text}', expected: ',' or ')'`);
        }
        if (next.text === ")") break;
      } else if (token.text === ",") {
        if (values.size === 0) values.add("");
        const next = this.#peek();
        if (next.text === ")" || next.text === ",") values.add("");
        if (next.text === ")") break;
      } else throw refusal(`found '${token.text}', expected: ',', or identifier`);
    }
    this.#take();
    return [...values].sort();
  }

  #peek(): Token {
    return this.#tokens[this.#position] ?? { kind: "end", text: "" };
  }

  #take(): Token {
    const token = this.#peek();
    this.#position += 1;
    return token;
  }
}

function checked(requirement: LabelRequirement): LabelRequirement {
  const { key, operator, values } = requirement;
  for (const [i, value] of values.entries()) {
    if ((operator === "Gt" || operator === "Lt") && !/^[+-]?\d+$/.test(value)) {
      const why = "for 'Gt', 'Lt' operators, the value must be an integer";
      throw refusal(`values[${i}]: Invalid value: "${value}": ${why}`);
    }
    const faults = labelValueFaults(value);
    if (faults.length > 0) {
      throw refusal(`values[${i}][${key}]: Invalid value: "${value}": ${faults.join("; ")}`);
    }
  }
  return requirement;
}

function refusal(why: string): SelectorError {
  return new SelectorError(`unable to parse requirement: ${why}`);
}

function sortByKey(requirements: readonly LabelRequirement[]): readonly LabelRequirement[] {
  return [...requirements].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
