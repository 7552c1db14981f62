/**
 * Runs a recorded case on a fresh simulated cluster with our kubectl, in virtual time as
 * conformance/FORMAT.md asks. An exception fails its step and never the run.
 */
import { createKubeconfig, type KubectlIo, runKubectl } from "#lib/kubectl";
import { type Client, type Cluster, createCluster, RECORDED_SETTLE } from "#lib/simulator";
import type { RecordedCase, RecordedStep } from "./case-file.ts";
import type { Answer, CaseRun } from "./compare.ts";
import type { JsonObject, RunPlaces, SeenObject, StoredEvent } from "./normalise/index.ts";
import { caseFiles } from "./work-folder.ts";

/** What a kubectl command takes of virtual time, besides what it waits for. */
const KUBECTL_MS = 100;
/** A settle looks at least so long, even when nothing has changed for minutes. */
const LOOK_MS = RECORDED_SETTLE.quietMs / 2;
/** Where kubectl believes to run; folders that occur nowhere else. */
const PLACES: RunPlaces = {
  server: "https://controlplane:6443",
  home: "/var/case/home",
  work: "/var/case/work",
};

export function runCase(recorded: RecordedCase): CaseRun {
  const places = PLACES;
  let cluster: Cluster;
  try {
    cluster = startCluster(recorded);
  } catch (error) {
    const crash = told(error);
    const answers = recorded.steps.map(() => ({ crash }));
    return { answers, final: { crash }, seen: [], places };
  }
  const began = cluster.log.length;
  const before = uidsOf(cluster);
  const answers = runSteps(cluster, recorded);
  const seen = cluster.log
    .slice(began)
    .flatMap(({ after }) => (after === undefined ? [] : [after]));
  const final = finalState(cluster, recorded.objectKinds, before);
  return { answers, final, seen: seen as unknown as readonly SeenObject[], places };
}

function startCluster({ nodes }: RecordedCase): Cluster {
  const cluster = createCluster({
    flavour: "recorded",
    ...(nodes === undefined ? {} : { nodes }),
  });
  cluster.settle(RECORDED_SETTLE);
  return cluster;
}

function uidsOf(cluster: Cluster): ReadonlySet<string> {
  const uids = cluster.log.map((entry) => entry.after?.metadata.uid);
  return new Set(uids.filter((uid) => uid !== undefined));
}

function runSteps(cluster: Cluster, recorded: RecordedCase): readonly (Answer | undefined)[] {
  const files = caseFiles(recorded.files);
  const kubeconfig = createKubeconfig(`${PLACES.home}/.kube/config`);
  return recorded.steps.map((step) => {
    try {
      return runStep(cluster, step, {
        client: cluster.client(),
        kubeconfig,
        ...files,
        impersonate: (user, groups) => cluster.clientAs(user, groups),
        env: { HOME: PLACES.home, TZ: "UTC", TERM: "dumb", KUBE_EDITOR: "true" },
      });
    } catch (error) {
      return { crash: told(error) };
    }
  });
}

function runStep(cluster: Cluster, step: RecordedStep, io: KubectlIo): Answer | undefined {
  if (step.type === "wait") {
    cluster.advance(step.ms);
    return undefined;
  }
  if (step.type === "settle") {
    cluster.advance(Math.min(LOOK_MS, step.limitMs));
    cluster.settle({ ...RECORDED_SETTLE, limitMs: Math.max(0, step.limitMs - LOOK_MS) });
    return undefined;
  }
  const { exitCode, stdout, stderr } = runKubectl(step.command, {
    ...io,
    ...(step.stdin === undefined ? {} : { stdin: step.stdin }),
  });
  cluster.advance(KUBECTL_MS);
  return { exit: exitCode, stdout, stderr };
}

function finalState(
  cluster: Cluster,
  kinds: readonly string[],
  before: ReadonlySet<string>,
): CaseRun["final"] {
  try {
    const client = cluster.client();
    const objects = kinds
      .flatMap((kind) => listKind(client, kind))
      .filter((object) => {
        const { uid = "", namespace = "" } = object.metadata;
        if (namespace.startsWith("kube-")) return false;
        return object.kind === "Node" || !before.has(uid);
      });
    const events = cluster
      .list("Event")
      .filter((event) => !(event.metadata.namespace ?? "").startsWith("kube-"));
    return {
      objects: objects as unknown as readonly JsonObject[],
      events: events as unknown as readonly StoredEvent[],
    };
  } catch (error) {
    return { crash: told(error) };
  }
}

type ListedObject = {
  readonly kind: string;
  readonly metadata: { readonly uid?: string; readonly namespace?: string };
};

/** All objects of a kind by its plural, singular or short name; none when there is no such kind. */
function listKind(client: Client, kind: string): readonly ListedObject[] {
  const [name = "", ...rest] = kind.split(".");
  const group = rest.join(".");
  const row = client
    .resources()
    .filter((one) => [one.resource, one.singular, ...(one.shortNames ?? [])].includes(name))
    .find((one) => group === "" || one.group === group || `${one.version}.${one.group}` === group);
  if (row === undefined) return [];
  const { body } = client.request({
    verb: "list",
    group: row.group,
    version: row.version,
    resource: row.resource,
  });
  return "items" in body ? (body.items as readonly ListedObject[]) : [];
}

const told = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
