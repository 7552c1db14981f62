/** Compares what a case's steps answered with its recording, field by field after normalisation. */
import { stringify } from "yaml";
import type { RecordedCase, RecordedStep } from "./case-file.ts";
import {
  isToldByRecordings,
  type Json,
  type JsonObject,
  normaliseEvents,
  normaliseObjects,
  normaliseText,
  type RunPlaces,
  runFacts,
  type SeenObject,
  type StoredEvent,
} from "./normalise/index.ts";
import { isTelling } from "./telling.ts";

/** What a step answered; `crash` is the message of an exception, which fails the step. */
export type Answer =
  | { readonly exit: number; readonly stdout: string; readonly stderr: string }
  | { readonly crash: string };

/** Everything a run of a case leaves behind. */
export type CaseRun = {
  /** One for each kubectl step, in order; the others have none. */
  readonly answers: readonly (Answer | undefined)[];
  readonly final:
    | { readonly objects: readonly JsonObject[]; readonly events: readonly StoredEvent[] }
    | { readonly crash: string };
  readonly seen: readonly SeenObject[];
  readonly places: RunPlaces;
};

export type Field = "exit" | "stdout" | "stderr" | "objects" | "events";

export type Mismatch = {
  readonly case: string;
  /** Counts from 1 among all steps; the final result is one more than the last. */
  readonly step: number;
  readonly field: Field;
  readonly expected: string;
  readonly actual: string;
};

export type CaseOutcome = {
  readonly name: string;
  readonly area: string;
  readonly passed: boolean;
  readonly steps: number;
  readonly stepsPassed: number;
  readonly telling: number;
  readonly tellingPassed: number;
  readonly mismatches: readonly Mismatch[];
};

type Facts = ReturnType<typeof runFacts>;
type Pair = { readonly field: Field; readonly expected: string; readonly actual: string };
type ComparedStep = {
  readonly step: number;
  readonly telling: boolean;
  readonly mismatches: readonly Pair[];
};

export function compareCase(recorded: RecordedCase, run: CaseRun): CaseOutcome {
  const facts = runFacts(recorded.source, run.seen, run.places);
  const compared: ComparedStep[] = [];
  for (const [index, step] of recorded.steps.entries()) {
    if (step.type !== "kubectl") continue;
    const fields = comparedFields(step);
    if (fields.length === 0) continue;
    const answer = run.answers[index] ?? { crash: "the step was not run" };
    const mismatches = compareStep(step, fields, answer, facts, recorded.source);
    compared.push({ step: index + 1, telling: isTelling(step), mismatches });
  }
  if (recorded.objects !== undefined || recorded.events !== undefined) {
    const mismatches = compareFinal(recorded, run.final, facts);
    compared.push({ step: recorded.steps.length + 1, telling: true, mismatches });
  }
  return outcomeOf(recorded, compared);
}

function outcomeOf(recorded: RecordedCase, compared: readonly ComparedStep[]): CaseOutcome {
  const passed = compared.filter((one) => one.mismatches.length === 0);
  return {
    name: recorded.name,
    area: recorded.area,
    passed: passed.length === compared.length,
    steps: compared.length,
    stepsPassed: passed.length,
    telling: compared.filter((one) => one.telling).length,
    tellingPassed: passed.filter((one) => one.telling).length,
    mismatches: compared.flatMap(({ step, mismatches }) =>
      mismatches.map((pair) => ({ case: recorded.name, step, ...pair })),
    ),
  };
}

type KubectlStep = RecordedStep & { readonly type: "kubectl" };

function comparedFields(step: KubectlStep): readonly ("exit" | "stdout" | "stderr")[] {
  return (["exit", "stdout", "stderr"] as const).filter((field) => !step.unstable.includes(field));
}

function compareStep(
  step: KubectlStep,
  fields: readonly ("exit" | "stdout" | "stderr")[],
  answer: Answer,
  facts: Facts,
  source: string,
): readonly Pair[] {
  const first = fields[0];
  if ("crash" in answer) {
    return first === undefined
      ? []
      : [{ field: first, expected: String(step[first]), actual: answer.crash }];
  }
  // The recording goes through the same rules: older ones lack the newest of them.
  const recordedFacts = runFacts(source, []);
  return fields.flatMap((field) => {
    const expected =
      field === "exit"
        ? String(step.exit)
        : normaliseText(step[field], step.command, recordedFacts);
    const actual =
      field === "exit" ? String(answer.exit) : normaliseText(answer[field], step.command, facts);
    return expected === actual ? [] : [{ field, expected, actual }];
  });
}

function compareFinal(
  recorded: RecordedCase,
  final: CaseRun["final"],
  facts: Facts,
): readonly Pair[] {
  if ("crash" in final) {
    const field = recorded.objects === undefined ? "events" : "objects";
    return [{ field, expected: "", actual: final.crash }];
  }
  const found: Pair[] = [];
  if (recorded.objects !== undefined) {
    const expected = normaliseObjects(recorded.objects, runFacts(recorded.source, []));
    const actual = normaliseObjects(final.objects, facts);
    found.push(...difference("objects", expected, actual));
  }
  if (recorded.events !== undefined) {
    const actual = normaliseEvents(final.events.filter(isToldByRecordings), facts);
    const expected = recorded.events.map((event) => JSON.stringify(canonical(event)));
    if (
      JSON.stringify(expected) !==
      JSON.stringify(actual.map((one) => JSON.stringify(canonical(one))))
    ) {
      found.push({
        field: "events",
        expected: eventText(recorded.events),
        actual: eventText(actual),
      });
    }
  }
  return found;
}

/** Objects of equal name are a multiset; what is told is only what the other side lacks. */
function difference(
  field: Field,
  expected: readonly JsonObject[],
  actual: readonly JsonObject[],
): readonly Pair[] {
  const left = expected.map((object) => JSON.stringify(canonical(object)));
  const right = actual.map((object) => JSON.stringify(canonical(object)));
  const missing = without(left, right);
  const extra = without(right, left);
  if (missing.length === 0 && extra.length === 0) return [];
  return [{ field, expected: yamlOf(missing), actual: yamlOf(extra) }];
}

/** The items of a multiset that another one lacks. */
function without(items: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return items.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}

const yamlOf = (texts: readonly string[]): string =>
  texts.map((text) => stringify(JSON.parse(text), { lineWidth: 0 })).join("---\n");

const eventText = (events: readonly Readonly<Record<string, string>>[]): string =>
  events
    .map((event) => {
      const { object, namespace, type, reason, message, from } = event;
      const where = namespace === undefined ? "" : ` in ${namespace}`;
      return `${object}${where}: ${type} ${reason} ${JSON.stringify(message)} from ${from}\n`;
    })
    .join("");

/** The same value with the keys of every object sorted and undefined fields left out. */
function canonical(value: Json | Readonly<Record<string, string>>): Json {
  if (Array.isArray(value)) return value.map((item: Json) => canonical(item));
  if (typeof value !== "object" || value === null) return value as Json;
  const entries = Object.entries(value as JsonObject).filter(([, field]) => field !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, canonical(field)]));
}
