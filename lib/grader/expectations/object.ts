/** An object with the given fields exists; with `count`, exactly so many of them. */
import type { KubeObject } from "#lib/simulator";
import type { PartialObject, Subject, Text } from "../expectation.ts";
import { type Mismatch, mismatchesOf } from "../match.ts";
import type { Moment } from "../run.ts";
import { type Finding, nameOf, type SubjectKind } from "./subject.ts";

type ObjectSubject = Extract<Subject, { readonly subject: "object" }>;

export const objectSubject: SubjectKind<ObjectSubject> = {
  subject: "object",
  kinds: ({ object }) => new Set([object.kind]),

  judge({ object, count }, moment) {
    const matching = candidatesFor(object, moment).filter(
      (one) => mismatchesOf(object, one).length === 0,
    );
    if (count !== undefined) return judgeCount(object, matching.length, count, moment);
    const found = matching[0];
    if (found !== undefined) {
      return { holds: true, evidence: [evidenceOf(found, "is as expected", moment)] };
    }
    return explain(object, moment);
  },

  examples: [
    {
      name: "only the given fields are compared",
      subject: { subject: "object", object: deployment({ replicas: 2 }) },
      objects: [stored(deployment({ replicas: 2, paused: true }))],
      holds: true,
    },
    {
      name: "a field that differs",
      subject: { subject: "object", object: deployment({ replicas: 2 }) },
      objects: [stored(deployment({ replicas: 3 }))],
      holds: false,
      feedback: "Deployment shop/web: spec.replicas is 3, expected 2.",
    },
    {
      name: "a field that is missing",
      subject: { subject: "object", object: deployment({ paused: true }) },
      objects: [stored(deployment({}))],
      holds: false,
      feedback: "Deployment shop/web: spec.paused is not set, expected true.",
    },
    {
      name: "an object that does not exist",
      subject: { subject: "object", object: deployment({}) },
      objects: [],
      holds: false,
      feedback: "There is no Deployment shop/web.",
    },
    {
      name: "no object of the kind matches",
      subject: {
        subject: "object",
        object: { apiVersion: "v1", kind: "Pod", status: { phase: "Running" } },
      },
      objects: [],
      holds: false,
      feedback: 'No Pod has {"status":{"phase":"Running"}}.',
    },
    {
      name: "a count",
      subject: { subject: "object", object: deployment({}), count: 1 },
      objects: [stored(deployment({}))],
      holds: true,
    },
    {
      name: "a count that differs",
      subject: { subject: "object", object: deployment({}), count: 2 },
      objects: [stored(deployment({}))],
      holds: false,
      feedback: "1 Deployment shop/web as described, expected 2.",
    },
  ],
};

/** Objects that the partial object can mean: by name if it gives one, else all in its namespace. */
export function candidatesFor(object: PartialObject, moment: Moment): readonly KubeObject[] {
  const { name, namespace } = object.metadata ?? {};
  return moment
    .list(object.kind)
    .filter(({ apiVersion }) => apiVersion === object.apiVersion)
    .filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace)
    .filter(({ metadata }) => name === undefined || metadata.name === name);
}

function judgeCount(object: PartialObject, found: number, count: number, moment: Moment): Finding {
  const text = `${found} ${nameOf(object)} as described, expected ${count}.`;
  const evidence = [{ atMs: moment.atMs, text }];
  if (found === count) return { holds: true, evidence };
  const ja = `条件に合う ${nameOf(object)} は ${found} 個です。期待は ${count} 個です。`;
  return {
    holds: false,
    evidence,
    feedback: { en: text, ja },
    place: { object, path: "metadata.name" },
  };
}

function explain(object: PartialObject, moment: Moment): Finding {
  const name = nameOf(object);
  const [first] = candidatesFor(object, moment);
  if (object.metadata?.name === undefined) {
    const { apiVersion: _version, kind, metadata: _metadata, ...fields } = object;
    const wanted = JSON.stringify(fields);
    return absent(object, moment, {
      en: `No ${kind} has ${wanted}.`,
      ja: `${wanted} を持つ ${kind} がありません。`,
    });
  }
  if (first === undefined) {
    return absent(object, moment, { en: `There is no ${name}.`, ja: `${name} がありません。` });
  }
  const [mismatch] = mismatchesOf(object, first) as readonly [Mismatch, ...Mismatch[]];
  return {
    holds: false,
    evidence: [evidenceOf(first, `${mismatch.path} is ${show(mismatch.actual)}`, moment)],
    feedback: {
      en: `${name}: ${mismatch.path} is ${show(mismatch.actual)}, expected ${show(mismatch.expected)}.`,
      ja: `${name}: ${mismatch.path} は ${showJa(mismatch.actual)} です。期待は ${show(mismatch.expected)} です。`,
    },
    place: { object, path: mismatch.path },
  };
}

function absent(object: PartialObject, moment: Moment, feedback: Text): Finding {
  const evidence = [{ atMs: moment.atMs, text: feedback.en }];
  return { holds: false, evidence, feedback, place: { object, path: "metadata.name" } };
}

function evidenceOf(object: KubeObject, what: string, moment: Moment) {
  const name = nameOf(object);
  return { atMs: moment.atMs, text: `${name} ${what}`, object: name };
}

function show(value: unknown): string {
  return value === undefined ? "not set" : JSON.stringify(value);
}

function showJa(value: unknown): string {
  return value === undefined ? "未設定" : JSON.stringify(value);
}

function deployment(spec: Readonly<Record<string, unknown>>): PartialObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "shop" },
    spec,
  };
}

function stored(object: PartialObject): KubeObject {
  const identity = { uid: "u1", resourceVersion: "1", creationTimestamp: "2026-01-05T09:00:00Z" };
  return {
    ...object,
    metadata: { ...object.metadata, name: "web", ...identity },
  };
}
