/** Leaving loops, functions and the shell itself from the middle of a script. */

export class Jump {
  readonly kind: "break" | "continue" | "return" | "exit";
  /** Loops still to leave, or the exit status. */
  readonly count: number;

  constructor(kind: Jump["kind"], count: number) {
    this.kind = kind;
    this.count = count;
  }
}
