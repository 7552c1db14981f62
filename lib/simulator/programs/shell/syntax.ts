/** What a script is made of. */

export type Part =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: "variable";
      readonly name: string;
      /** `:-`, `-`, `:=`, `=`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, or "length". */
      readonly operator: string | undefined;
      readonly word: Word | undefined;
      readonly quoted: boolean;
    }
  | { readonly kind: "command"; readonly script: Script; readonly quoted: boolean }
  | { readonly kind: "arithmetic"; readonly expression: Word; readonly quoted: boolean };

export type Word = readonly Part[];

export type Redirect = {
  readonly from: 0 | 1 | 2 | "both";
  readonly operator: "<" | ">" | ">>" | "&" | "text";
  /** A file, a file descriptor for `&`, or the here-document's text. */
  readonly target: Word;
};

export type Assignment = { readonly name: string; readonly value: Word };

export type Node =
  | {
      readonly kind: "simple";
      readonly assignments: readonly Assignment[];
      readonly words: readonly Word[];
      readonly redirects: readonly Redirect[];
    }
  | { readonly kind: "pipeline"; readonly negated: boolean; readonly stages: readonly Node[] }
  | { readonly kind: "and" | "or"; readonly left: Node; readonly right: Node }
  | { readonly kind: "background"; readonly node: Node }
  | {
      readonly kind: "if";
      readonly branches: readonly { readonly test: Script; readonly body: Script }[];
      readonly otherwise: Script | undefined;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: "loop";
      readonly until: boolean;
      readonly test: Script;
      readonly body: Script;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: "for";
      readonly name: string;
      /** The script's own parameters when undefined. */
      readonly words: readonly Word[] | undefined;
      readonly body: Script;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: "case";
      readonly word: Word;
      readonly clauses: readonly { readonly patterns: readonly Word[]; readonly body: Script }[];
      readonly redirects: readonly Redirect[];
    }
  | { readonly kind: "group"; readonly body: Script; readonly redirects: readonly Redirect[] }
  | { readonly kind: "subshell"; readonly body: Script; readonly redirects: readonly Redirect[] }
  | { readonly kind: "function"; readonly name: string; readonly body: Node };

export type Script = readonly Node[];

export class SyntaxProblem extends Error {
  override readonly name = "SyntaxProblem";
}
