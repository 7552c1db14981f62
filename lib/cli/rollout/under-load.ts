/**
 * A rolling update while a client asks all the time, in many worlds: in each the kubelet's SIGTERM
 * and the removal of the endpoint from the proxies' rules race anew.
 */
import { type AuthoredScenario, attempt, runSubmission } from "#lib/scenario";
import type { KubeObject } from "#lib/simulator";

/** How often the client asks. */
const EVERY_MS = 20;

export type UnderLoad = {
  readonly worlds: number;
  /** Worlds in which a request failed. */
  readonly losing: readonly number[];
  readonly requests: number;
  readonly failed: number;
  /** Of the first world that lost one: what a learner is told. */
  readonly why: string;
};

export function rollUnderLoad(
  scenario: AuthoredScenario,
  worlds: number,
  hasPreStop: boolean,
): UnderLoad {
  const tried = underLoad(scenario, hasPreStop);
  const [solution] = tried.solutions.filter(({ name }) => name.endsWith(".sh"));
  const submission = solution?.submission ?? { inputs: [] };
  const losing: number[] = [];
  let requests = 0;
  let failed = 0;
  for (let world = 1; world <= worlds; world += 1) {
    const { run } = runSubmission(tried, submission, { seed: 1, world });
    const lost = run.probes.filter(({ ok }) => !ok).length;
    requests += run.probes.length;
    failed += lost;
    if (lost > 0) losing.push(world);
  }
  const [first] = losing;
  const why =
    first === undefined
      ? ""
      : attempt(tried, submission, { seed: 1, world: first, language: "en" })
          .criteria.map(({ feedback }) => feedback)
          .join(" ")
          .trim();
  return { worlds, losing, requests, failed, why };
}

function underLoad(scenario: AuthoredScenario, hasPreStop: boolean): AuthoredScenario {
  const { cluster, expectations } = scenario;
  const criteria = expectations.criteria.map((criterion) => ({
    ...criterion,
    subjects: criterion.subjects.map((subject) =>
      subject.subject === "request"
        ? { ...subject, request: { ...subject.request, everyMs: EVERY_MS } }
        : subject,
    ),
  }));
  const objects = hasPreStop ? cluster.objects : cluster.objects.map(withoutHooks);
  return {
    ...scenario,
    cluster: { ...cluster, objects },
    expectations: { ...expectations, criteria },
  };
}

type Workload = KubeObject & {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly lifecycle?: unknown }[] };
    };
  };
};

function withoutHooks(object: KubeObject): KubeObject {
  if (object.kind !== "Deployment") return object;
  const { spec, ...rest } = object as Workload;
  const { template } = spec;
  const containers = template.spec.containers.map(({ lifecycle: _, ...container }) => container);
  return {
    ...rest,
    spec: { ...spec, template: { ...template, spec: { ...template.spec, containers } } },
  };
}
