/**
 * A complete manifest in a note → a scenario: the task from the note's own words, the expected
 * state from what the simulator reaches with that manifest.
 */
import type { NoteScenario } from "#lib/deck";
import type { Criterion, PartialObject, Text } from "#lib/grader";
import { readManifest } from "#lib/manifest";
import { failure, type Result, success } from "#lib/shared";
import type { Cluster, KubeObject } from "#lib/simulator";
import type { Scenario } from "../scenario.ts";
import { essentialPaths, type FieldPath, valueAt } from "./essential.ts";
import { runObjects } from "./run-objects.ts";
import { surroundingsOf } from "./start.ts";
import { taskOf } from "./task.ts";

const WITHIN_MS = 300_000;

/** Fails when the simulator refuses the manifest: a repair is then the learner's own task. */
export function scenarioFromNote(note: NoteScenario): Result<Scenario, string> {
  const { documents, diagnostics } = readManifest(note.manifest);
  const [problem] = diagnostics;
  if (problem !== undefined) return failure(problem.message);
  const objects = documents.map(({ object }) => object as unknown as KubeObject);
  const { start, assumptions } = surroundingsOf(objects);
  const reached = runObjects(objects, start);
  if (reached.refused) return failure(reached.stderr.trim());
  const comments = note.manifest
    .split("\n")
    .flatMap((line) => /(?:^|\s)#\s*(.+)$/.exec(line)?.[1] ?? []);
  const paths = essentialPaths(objects, start, [note.prompt, ...comments].join("\n"));
  const criteria = objects.flatMap((object) => [
    specCriterion(object, paths.get(object) ?? []),
    ...outcomeCriteria(object, reached.cluster),
  ]);
  const [en, ja] = [note.title, note.title];
  return success({
    id: note.id,
    title: { en, ja },
    domains: [],
    skills: [],
    minutes: Math.min(20, 3 + 2 * objects.length),
    difficulty: objects.length > 2 ? 2 : 1,
    task: taskOf(note, objects, paths),
    hints: [],
    cluster: start,
    expectations: { criteria, errors: [], gates: [] },
    assumptions: [...note.assumptions.map((text) => ({ en: text })), ...assumptions],
    worldsShare: 0.95,
  });
}

function specCriterion(object: KubeObject, paths: readonly FieldPath[]): Criterion {
  const what = nameOf(object);
  return {
    name: { en: `${what} is as the note has it`, ja: `${what} がノートのとおりである` },
    points: 2,
    when: { word: "eventually", withinMs: WITHIN_MS },
    subjects: [{ subject: "object", object: partialOf(object, paths) }],
  };
}

/** Only what the manifest's own run reached is asked for. */
function outcomeCriteria(object: KubeObject, cluster: Cluster): readonly Criterion[] {
  const found = cluster.find(object.kind, keyIn(object));
  const status = (found?.status ?? {}) as {
    readonly availableReplicas?: number;
    readonly phase?: string;
  };
  const when = { word: "eventually", withinMs: WITHIN_MS } as const;
  const identity = identityOf(object);
  const { availableReplicas, phase } = status;
  if (availableReplicas !== undefined && availableReplicas > 0) {
    const name: Text = {
      en: `${nameOf(object)} has ${availableReplicas} available pods`,
      ja: `${nameOf(object)} の Pod が ${availableReplicas} 個 available である`,
    };
    return [
      {
        name,
        points: 2,
        when,
        subjects: [{ subject: "object", object: { ...identity, status: { availableReplicas } } }],
      },
    ];
  }
  if (object.kind === "Pod" && (phase === "Running" || phase === "Succeeded")) {
    const name = {
      en: `${nameOf(object)} is ${phase}`,
      ja: `${nameOf(object)} が ${phase} である`,
    };
    return [
      {
        name,
        points: 2,
        when,
        subjects: [{ subject: "object", object: { ...identity, status: { phase } } }],
      },
    ];
  }
  return object.kind === "Service" ? endpointCriteria(object, cluster) : [];
}

function endpointCriteria(service: KubeObject, cluster: Cluster): readonly Criterion[] {
  const { name, namespace = "default" } = service.metadata;
  const slices = cluster.list("EndpointSlice").filter(({ metadata, endpoints }) => {
    const own =
      metadata.labels?.["kubernetes.io/service-name"] === name && metadata.namespace === namespace;
    return own && (endpoints ?? []).some(({ conditions }) => conditions?.ready === true);
  });
  if (slices.length === 0) return [];
  const labels = { "kubernetes.io/service-name": name };
  const object: PartialObject = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { namespace, labels },
    endpoints: [{ conditions: { ready: true } }],
  };
  return [
    {
      name: {
        en: `Service ${name} has ready endpoints`,
        ja: `Service ${name} に Ready なエンドポイントがある`,
      },
      points: 2,
      when: { word: "eventually", withinMs: WITHIN_MS },
      subjects: [{ subject: "object", object }],
    },
  ];
}

function partialOf(object: KubeObject, paths: readonly FieldPath[]): PartialObject {
  return paths.reduce<PartialObject>(
    (partial, path) => assign(partial, path, valueAt(object, path)) as PartialObject,
    identityOf(object),
  );
}

function identityOf({ apiVersion, kind, metadata }: KubeObject): PartialObject {
  const { name, namespace } = metadata;
  const place = kind === "Namespace" ? {} : { namespace: namespace ?? "default" };
  return { apiVersion, kind, metadata: { name, ...place } };
}

// Items that are left out leave holes, which comparing skips.
function assign(target: unknown, [step, ...rest]: FieldPath, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === "number") {
    const items = Array.isArray(target) ? [...target] : [];
    items[step] = assign(items[step], rest, value);
    return items;
  }
  const fields = (target ?? {}) as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: assign(fields[step], rest, value) };
}

function keyIn({ kind, metadata }: KubeObject): string {
  return kind === "Namespace"
    ? metadata.name
    : `${metadata.namespace ?? "default"}/${metadata.name}`;
}

function nameOf({ kind, metadata }: KubeObject): string {
  return metadata.namespace === undefined
    ? `${kind} ${metadata.name}`
    : `${kind} ${metadata.namespace}/${metadata.name}`;
}
