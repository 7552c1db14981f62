/** Authors' files, once their shape is right → the types that the grader and the lab take. */
import type { Criterion, Expectations, PartialObject, Subject, Word } from "#lib/grader";
import type { Fault, ImageSpec, KubeObject, NodeSpec } from "#lib/simulator";
import type { ClusterStart } from "../scenario.ts";
import type { ClusterFile, CriterionFile, ExpectFile } from "./schema.ts";

const WITHIN_DEFAULT_MS = 300_000;

export function toExpectations({ criteria, error, gates }: ExpectFile): Expectations {
  return {
    criteria: criteria.map(toCriterion),
    errors: error as readonly PartialObject[],
    gates: gates.map(({ name, unchanged, cost }) => ({
      name,
      unchanged: unchanged as PartialObject,
      cost,
    })),
  };
}

function toCriterion(file: CriterionFile): Criterion {
  const { name, points, requires, feedback } = file;
  return {
    name,
    points,
    when: toWord(file),
    subjects: toSubjects(file),
    ...(requires === undefined ? {} : { requires: requires as string | PartialObject }),
    ...(feedback === undefined ? {} : { feedback }),
  };
}

function toWord({ eventually, always, never }: CriterionFile): Word {
  if (always !== undefined) return { word: "always" };
  if (never !== undefined) return { word: "never" };
  return {
    word: "eventually",
    withinMs: eventually === undefined ? WITHIN_DEFAULT_MS : durationMs(eventually.within),
  };
}

export function durationMs(text: string): number {
  const [, digits, unit] = /^(\d+)(ms|s|m)$/.exec(text) ?? [];
  const factor = unit === "m" ? 60_000 : unit === "s" ? 1000 : 1;
  return Number(digits) * factor;
}

// With `cel`, the object says whose fields `self` are; without, it is what must exist.
function toSubjects({ object, count, cel, request }: CriterionFile): readonly Subject[] {
  const subjects: Subject[] = [];
  if (object !== undefined) {
    const given = object as PartialObject;
    subjects.push({ subject: "object", object: given, ...(count === undefined ? {} : { count }) });
  }
  if (cel !== undefined) {
    const about = object === undefined ? {} : { object: object as PartialObject };
    subjects.push({ subject: "cel", expressions: cel, ...about });
  }
  if (request !== undefined) {
    const { every, from, http, tcp, status } = request;
    subjects.push({
      subject: "request",
      request: {
        from,
        ...(http === undefined ? {} : { http }),
        ...(tcp === undefined ? {} : { tcp }),
        ...(status === undefined ? {} : { status }),
        ...(every === undefined ? {} : { everyMs: durationMs(every) }),
      },
    });
  }
  return subjects;
}

export function toClusterStart({
  flavour,
  nodes,
  images,
  addons,
  objects,
  files,
  faults,
  possibleFaults,
}: ClusterFile): ClusterStart {
  return {
    flavour,
    ...(nodes === undefined ? {} : { nodes: nodes as unknown as readonly NodeSpec[] }),
    images: images as unknown as readonly ImageSpec[],
    ...(addons.length === 0 ? {} : { addons }),
    objects: objects as unknown as readonly KubeObject[],
    files,
    faults: faults.map(({ at, for: lasts, ...fault }) => ({
      fault: fault as Fault,
      ...(at === undefined ? {} : { atMs: durationMs(at) }),
      ...lasting(lasts),
    })),
    possibleFaults: possibleFaults.map(({ share, within, for: lasts, ...fault }) => ({
      fault: fault as Fault,
      share,
      withinMs: durationMs(within),
      ...lasting(lasts),
    })),
  };
}

function lasting(lasts: string | undefined): { readonly forMs?: number } {
  return lasts === undefined ? {} : { forMs: durationMs(lasts) };
}
