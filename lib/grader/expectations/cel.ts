/**
 * CEL expressions that are all true: over `self`, the object that is named, or over `cluster`, the
 * lists of objects by kind (`cluster.Pod`).
 */
import { compileCel } from "#lib/cel";
import { present } from "#lib/shared";
import type { KubeObject } from "#lib/simulator";
import type { PartialObject, Subject } from "../expectation.ts";
import type { Moment } from "../run.ts";
import { candidatesFor } from "./object.ts";
import { type Finding, nameOf, type SubjectKind } from "./subject.ts";

type CelSubject = Extract<Subject, { readonly subject: "cel" }>;

const POD: KubeObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    name: "web",
    namespace: "shop",
    uid: "u1",
    resourceVersion: "1",
    creationTimestamp: "2026-01-05T09:00:00Z",
  },
  spec: { containers: [{ name: "web", image: "shop/web:2" }] },
  status: { phase: "Running" },
};
const WEB: PartialObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "shop" },
};

export const celSubject: SubjectKind<CelSubject> = {
  subject: "cel",
  kinds: ({ object, expressions }) => {
    const clusterWide = expressions.some((expression) => expression.includes("cluster"));
    return object === undefined || clusterWide ? "all" : new Set([object.kind]);
  },

  judge({ object, expressions }, moment) {
    const self = object === undefined ? undefined : candidatesFor(object, moment)[0];
    if (object !== undefined && self === undefined) {
      const name = nameOf(object);
      const feedback = { en: `There is no ${name}.`, ja: `${name} がありません。` };
      const place = { object, path: "metadata.name" };
      return {
        holds: false,
        evidence: [{ atMs: moment.atMs, text: feedback.en }],
        feedback,
        place,
      };
    }
    for (const expression of expressions) {
      const why = failureOf(expression, self, moment);
      if (why !== undefined) return failed(expression, why, object, moment);
    }
    const what = object === undefined ? "the cluster" : nameOf(object);
    return {
      holds: true,
      evidence: [{ atMs: moment.atMs, text: `${what}: ${expressions.join(" and ")}` }],
    };
  },

  examples: [
    {
      name: "over the object",
      subject: { subject: "cel", object: WEB, expressions: ["self.status.phase == 'Running'"] },
      objects: [POD],
      holds: true,
    },
    {
      name: "over the cluster",
      subject: { subject: "cel", expressions: ["cluster.Pod.size() == 1"] },
      objects: [POD],
      holds: true,
    },
    {
      name: "not true",
      subject: { subject: "cel", object: WEB, expressions: ["self.status.phase == 'Failed'"] },
      objects: [POD],
      holds: false,
      feedback: "Pod shop/web: self.status.phase == 'Failed' is not true.",
    },
    {
      name: "not true of the cluster",
      subject: { subject: "cel", expressions: ["cluster.Pod.size() == 2"] },
      objects: [POD],
      holds: false,
      feedback: "cluster.Pod.size() == 2 is not true.",
    },
    {
      name: "a field that is missing",
      subject: { subject: "cel", object: WEB, expressions: ["self.status.podIP == '10.244.1.2'"] },
      objects: [POD],
      holds: false,
      feedback: "Pod shop/web: self.status.podIP == '10.244.1.2' is not true (no such key: podIP).",
    },
    {
      name: "an expression that cannot be read",
      subject: { subject: "cel", object: WEB, expressions: ["self.status."] },
      objects: [POD],
      holds: false,
    },
    {
      name: "an object that does not exist",
      subject: { subject: "cel", object: WEB, expressions: ["true"] },
      objects: [],
      holds: false,
      feedback: "There is no Pod shop/web.",
    },
  ],
};

/** undefined: true; "" : false; else why it could not be told. */
function failureOf(
  expression: string,
  self: KubeObject | undefined,
  moment: Moment,
): string | undefined {
  const program = compileCel(expression, ["self", "cluster"]);
  if (!program.ok) return program.error.message;
  const result = program.value.evaluate({
    self: self ?? null,
    cluster: clusterOf(expression, moment),
  });
  if (!result.ok) return result.error.message;
  return result.value === true ? undefined : "";
}

// Only the kinds that the expression names are made into CEL values.
function clusterOf(expression: string, moment: Moment): Readonly<Record<string, unknown>> {
  const kinds = new Set(
    [...expression.matchAll(/cluster\.([A-Z][A-Za-z]*)/g)].map((match) =>
      present(match[1], "a kind"),
    ),
  );
  return Object.fromEntries([...kinds].map((kind) => [kind, moment.list(kind)]));
}

function failed(
  expression: string,
  why: string,
  object: PartialObject | undefined,
  moment: Moment,
): Finding {
  const about = object === undefined ? "" : `${nameOf(object)}: `;
  const reason = why === "" ? "" : ` (${why})`;
  const en = `${about}${expression} is not true${reason}.`;
  const ja = `${about}${expression} が成り立ちません${reason}。`;
  const place = object === undefined ? {} : { place: { object, path: pathIn(expression) } };
  return {
    holds: false,
    evidence: [{ atMs: moment.atMs, text: en }],
    feedback: { en, ja },
    ...place,
  };
}

/** The field that the expression speaks of first, as far as it is spelled out. */
function pathIn(expression: string): string {
  return /self\.([A-Za-z.]+[A-Za-z])/.exec(expression)?.[1] ?? "";
}
