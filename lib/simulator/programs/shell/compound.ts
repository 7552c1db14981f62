/** if, case, for, while, until and groups. */
import type { Task } from "../task.ts";
import type { Io, ShellApi } from "./builtin.ts";
import { expandPattern, expandText, expandWords } from "./expand.ts";
import { Jump } from "./jump.ts";
import type { Node, Script } from "./syntax.ts";

export type Compound = Extract<Node, { kind: "if" | "loop" | "for" | "case" | "group" }>;
type Loop = Extract<Node, { kind: "loop" }>;

export function* runCompound(node: Compound, io: Io, shell: ShellApi): Task<number> {
  switch (node.kind) {
    case "group":
      return yield* shell.runScript(node.body, io);
    case "if": {
      for (const { test, body } of node.branches) {
        if ((yield* runTest(test, io, shell)) === 0) return yield* shell.runScript(body, io);
      }
      return node.otherwise === undefined ? 0 : yield* shell.runScript(node.otherwise, io);
    }
    case "case": {
      const text = yield* expandText(node.word, shell);
      for (const { patterns, body } of node.clauses) {
        for (const pattern of patterns) {
          const matches = (yield* expandPattern(pattern, shell)).test(text);
          if (matches) return yield* shell.runScript(body, io);
        }
      }
      return 0;
    }
    case "for": {
      const values =
        node.words === undefined ? shell.parameters : yield* expandWords(node.words, shell);
      let status = 0;
      for (const value of values) {
        shell.variables.set(node.name, value);
        const go = yield* runRound(node.body, io, shell);
        status = shell.lastStatus;
        if (!go) break;
      }
      return status;
    }
    case "loop":
      return yield* runLoop(node, io, shell);
  }
}

function* runLoop(node: Loop, io: Io, shell: ShellApi): Task<number> {
  const repeatsBefore = shell.repeats;
  let status = 0;
  try {
    while (((yield* runTest(node.test, io, shell)) === 0) !== node.until) {
      yield* shell.breathe();
      const go = yield* runRound(node.body, io, shell);
      status = shell.lastStatus;
      if (!go) break;
      shell.repeats = true;
    }
  } finally {
    shell.repeats = repeatsBefore;
  }
  return status;
}

// One round of a loop; false when the loop is to be left.
function* runRound(body: Script, io: Io, shell: ShellApi): Task<boolean> {
  try {
    yield* shell.runScript(body, io);
    return true;
  } catch (error) {
    if (!(error instanceof Jump) || (error.kind !== "break" && error.kind !== "continue"))
      throw error;
    if (error.count > 1) throw new Jump(error.kind, error.count - 1);
    shell.lastStatus = 0;
    return error.kind === "continue";
  }
}

/** Of a condition: its failure does not end the script. */
export function* runTest(script: Script, io: Io, shell: ShellApi): Task<number> {
  shell.testing += 1;
  try {
    return yield* shell.runScript(script, io);
  } finally {
    shell.testing -= 1;
  }
}
