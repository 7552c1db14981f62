/** Reads a recorded case (conformance/FORMAT.md); what is not a case is refused with its reason. */

import { parse, stringify } from "yaml";
import { failure, type Result, success } from "#lib/shared";
import type { NodeSpec } from "#lib/simulator";
import type { Json, JsonObject, RecordedEvent } from "./normalise/index.ts";

export type RecordedStep =
  | {
      readonly type: "kubectl";
      readonly command: readonly string[];
      /** The words as the case tells them. */
      readonly line: string;
      readonly stdin: string | undefined;
      readonly exit: number;
      readonly stdout: string;
      readonly stderr: string;
      /** Fields that are not compared. */
      readonly unstable: readonly string[];
    }
  | { readonly type: "settle"; readonly limitMs: number }
  | { readonly type: "wait"; readonly ms: number };

export type RecordedCase = {
  /** The path below the folder of cases, without `.yaml`: `pods/probes`. */
  readonly name: string;
  /** The first folder, `.` where there is none. */
  readonly area: string;
  readonly nodes: readonly NodeSpec[] | undefined;
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly RecordedStep[];
  /** Kinds to compare at the end. */
  readonly objectKinds: readonly string[];
  readonly objects: readonly JsonObject[] | undefined;
  readonly events: readonly RecordedEvent[] | undefined;
  /** The case's own words: its text without what was recorded. */
  readonly source: string;
};

const SETTLE_LIMIT_MS = 30_000;
const MANY_LINES = { lineWidth: 0, version: "1.1" } as const;

export function readCase(name: string, text: string): Result<RecordedCase, string> {
  try {
    // As go-yaml reads: a merge key or an alias has no place in a recording.
    const document = parse(text, { maxAliasCount: 1000 }) as Json;
    if (!isObject(document)) return failure(`${name}: not a case`);
    const steps = listOf(document.steps).map((step, index) => readStep(name, index + 1, step));
    if (steps.length === 0) return failure(`${name}: no steps`);
    const result = isObject(document.result) ? document.result : {};
    return success({
      name,
      area: name.includes("/") ? (name.split("/")[0] ?? ".") : ".",
      nodes: document.nodes as RecordedCase["nodes"],
      files: (document.files ?? {}) as Readonly<Record<string, string>>,
      steps,
      objectKinds: listOf(document.objects).map(String),
      objects: result.objects as RecordedCase["objects"],
      events: result.events as RecordedCase["events"],
      source: ownWords(document),
    });
  } catch (error) {
    return failure(error instanceof Error ? `${name}: ${error.message}` : String(error));
  }
}

function readStep(name: string, number: number, step: Json): RecordedStep {
  if (isObject(step)) {
    if (typeof step.kubectl === "string") return readKubectl(step.kubectl, step);
    if (typeof step.wait === "string") return { type: "wait", ms: readDurationMs(step.wait) };
    if (step.settle === true) return { type: "settle", limitMs: SETTLE_LIMIT_MS };
    if (typeof step.settle === "string") {
      return { type: "settle", limitMs: readDurationMs(step.settle) };
    }
  }
  throw new Error(`${name}: step ${number}: neither kubectl nor settle nor wait`);
}

function readKubectl(line: string, step: JsonObject): RecordedStep {
  return {
    type: "kubectl",
    command: splitWords(line),
    line,
    stdin: typeof step.stdin === "string" ? step.stdin : undefined,
    exit: Number(step.exit ?? 0),
    stdout: String(step.stdout ?? ""),
    stderr: String(step.stderr ?? ""),
    unstable: listOf(step.unstable).map(String),
  };
}

function ownWords(document: JsonObject): string {
  const { result: _result, recorded: _recorded, steps, ...head } = document;
  const asked = listOf(steps).map((step) => {
    if (!isObject(step)) return step;
    const { exit: _exit, stdout: _out, stderr: _err, ...words } = step;
    return words;
  });
  return stringify({ ...head, steps: asked }, MANY_LINES);
}

/** Words as a POSIX shell splits them, knowing only quotes and backslashes; without `kubectl`. */
export function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    const escapes =
      character === "\\" &&
      next !== "" &&
      quote !== "'" &&
      (quote === "" || /["\\$`\n]/.test(next));
    if (escapes) {
      at += 1;
      if (next !== "\n") word = (word ?? "") + next;
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else word += character;
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= "";
    } else if (/[ \t\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== "") throw new Error(`a quote is not closed: ${line}`);
  if (word !== undefined) words.push(word);
  return words[0] === "kubectl" ? words.slice(1) : words;
}

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A duration as Go writes it, such as `1m30s`. */
export function readDurationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join("") !== text) {
    throw new Error(`${text} is not a duration`);
  }
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ""] ?? 0),
    0,
  );
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
