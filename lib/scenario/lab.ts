/**
 * A running scenario: the cluster in its start state and everything that the learner does to it.
 * What was done is kept with its virtual time, so that the same session can be run again anywhere.
 */
import { createKubeconfig, type KubectlResult, runKubectl } from "#lib/kubectl";
import { type Cluster, createCluster, type KubeObject, splitApiVersion } from "#lib/simulator";
import { createTerminal, type Terminal } from "#lib/terminal";
import type { AttemptOptions, Scenario, SubmissionInput } from "./scenario.ts";
import { beginEarly, drawFaults, planFaults } from "./timeline.ts";

/** What one kubectl command takes, in virtual time: conformance/FORMAT.md, «Time». */
const COMMAND_MS = 100;
/** Far more than the controllers need, in whichever world. */
const ACCOUNT_LIMIT_MS = 10_000;

export type LabOutput = KubectlResult & { readonly atMs: number };

export class Lab {
  readonly scenario: Scenario;
  readonly cluster: Cluster;
  readonly #terminal: Terminal;
  readonly #kubeconfig = createKubeconfig();
  readonly #inputs: SubmissionInput[] = [];
  readonly #startMs: number;
  /** Id of the last log entry of the start state. */
  readonly startEntry: number;

  constructor(scenario: Scenario, { seed, world = 0 }: Pick<AttemptOptions, "seed" | "world">) {
    this.scenario = scenario;
    const { addons, flavour, nodes, images, objects, files } = scenario.cluster;
    const { faults = [], possibleFaults = [] } = scenario.cluster;
    this.cluster = createCluster({
      flavour,
      seed,
      world,
      images,
      ...(addons === undefined ? {} : { addons }),
      ...(nodes === undefined ? {} : { nodes }),
    });
    beginEarly(this.cluster, faults);
    for (const object of objects) {
      put(this.cluster, object);
      // A namespace takes pods once its controllers have given it a service account.
      if (object.kind === "Namespace") awaitServiceAccount(this.cluster, object.metadata.name);
    }
    this.cluster.settle();
    this.#startMs = this.cluster.nowMs;
    this.startEntry = this.cluster.log.length;
    planFaults(this.cluster, [...faults, ...drawFaults(possibleFaults, seed, world)]);
    this.#terminal = createTerminal({
      client: this.cluster.client(),
      files,
      kubeconfig: this.#kubeconfig,
      impersonate: (user, groups) => this.cluster.clientAs(user, groups),
    });
  }

  /** Virtual milliseconds since the start. */
  get elapsedMs(): number {
    return this.cluster.nowMs - this.#startMs;
  }

  get startMs(): number {
    return this.#startMs;
  }

  get inputs(): readonly SubmissionInput[] {
    return this.#inputs;
  }

  get terminal(): Terminal {
    return this.#terminal;
  }

  /** `kubectl apply -f -` with this text. */
  apply(yaml: string): LabOutput {
    this.#inputs.push({ kind: "apply", yaml, atMs: this.elapsedMs });
    const result = runKubectl(["apply", "-f", "-"], {
      client: this.cluster.client(),
      readFile: () => undefined,
      listFiles: () => undefined,
      stdin: yaml,
      kubeconfig: this.#kubeconfig,
    });
    return this.#finish(result);
  }

  /** One line in the terminal. */
  run(line: string): LabOutput {
    this.#inputs.push({ kind: "command", line, atMs: this.elapsedMs });
    return this.#finish(this.#terminal.run(line));
  }

  /** Does again what was done elsewhere, at the time at which it was done. */
  replay(input: SubmissionInput): LabOutput {
    const waitMs = (input.atMs ?? 0) - this.elapsedMs;
    if (waitMs > 0) this.advance(waitMs);
    return input.kind === "apply" ? this.apply(input.yaml) : this.run(input.line);
  }

  /** Lets virtual time pass. */
  advance(ms: number): void {
    this.cluster.advance(ms);
  }

  #finish(result: KubectlResult): LabOutput {
    this.cluster.advance(COMMAND_MS);
    return { ...result, atMs: this.elapsedMs };
  }
}

function awaitServiceAccount(cluster: Cluster, namespace: string): void {
  cluster.advance(COMMAND_MS);
  const isThere = () => cluster.find("ServiceAccount", `${namespace}/default`) !== undefined;
  cluster.engine.runUntil(isThere, ACCOUNT_LIMIT_MS);
}

/** Throws on an object that the server refuses: an author's mistake, told by the lint. */
function put(cluster: Cluster, object: KubeObject): void {
  const client = cluster.client();
  const { group, version } = splitApiVersion(object.apiVersion);
  const row = client
    .resources()
    .find((one) => one.group === group && one.version === version && one.kind === object.kind);
  if (row === undefined)
    throw new StartError(`There is no kind ${object.kind} in ${object.apiVersion}.`);
  const { name, namespace } = object.metadata;
  const place = row.namespaced ? { namespace: namespace ?? "default" } : {};
  const request = {
    verb: "create",
    group,
    version,
    resource: row.resource,
    name,
    ...place,
    body: object,
  } as const;
  const response = client.request(request);
  if (response.code >= 400) {
    const message =
      "message" in response.body ? String(response.body.message) : `code ${response.code}`;
    throw new StartError(`${object.kind} ${name}: ${message}`);
  }
}

/** The start state of a scenario could not be made. */
export class StartError extends Error {
  override readonly name = "StartError";
}
