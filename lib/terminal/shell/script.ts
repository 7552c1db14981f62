/** What a line or script of the shell says, before anything in it is expanded. */

export type Part =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: "variable";
      readonly name: string;
      /** `${NAME:-this}` */
      readonly fallback: string | undefined;
      readonly quoted: boolean;
    }
  | { readonly kind: "command"; readonly script: string; readonly quoted: boolean };

export type Word = readonly Part[];

export type Redirect =
  | {
      readonly kind: "write";
      readonly stream: "out" | "err" | "both";
      readonly append: boolean;
      readonly to: Word;
    }
  | { readonly kind: "read"; readonly from: Word }
  | { readonly kind: "here"; readonly text: Word }
  | { readonly kind: "join"; readonly from: "out" | "err" };

export type Command = {
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
};

/** Commands joined by pipes, and what joins this pipeline to the one before. */
export type Pipeline = {
  readonly join: ";" | "&&" | "||";
  readonly commands: readonly Command[];
};

export type Script = readonly Pipeline[];

/** The text is no script; `incomplete`: more lines could make it one. */
export class ShellSyntaxError extends Error {
  override readonly name = "ShellSyntaxError";
  readonly incomplete: boolean;

  constructor(message: string, incomplete = false) {
    super(message);
    this.incomplete = incomplete;
  }
}
