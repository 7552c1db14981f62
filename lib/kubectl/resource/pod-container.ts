/** The pod that `TYPE/NAME` means, and the container in it that a command talks to. */
import { type KubeObject, matchesSelector } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError } from "../command/error.ts";
import { type Container, type PodSpec, podSpecOf } from "./pod-template.ts";
import { waitUntil } from "./waiting.ts";

/** A pod by its name, or the first pod behind a workload or service. */
export function podFor(context: CommandContext, word: string, what = "attach to"): KubeObject {
  const slash = word.indexOf("/");
  const type = slash < 0 ? "pods" : word.slice(0, slash);
  const name = slash < 0 ? word : word.slice(slash + 1);
  const row = context.mapper.resolve(type);
  const namespace = row.namespaced ? context.namespace : undefined;
  const object = context.api.get({ row, namespace, name });
  if (row.kind === "Pod") return object;
  const fault = selectorFault(row.kind, object);
  if (fault !== undefined) throw new KubectlError(`cannot ${what} *v1.${row.kind}: ${fault}`);
  let found: KubeObject | undefined;
  const any = () => {
    found = firstPod(context, object);
    return found !== undefined;
  };
  waitUntil(context, any, 60_000);
  if (found === undefined) throw new KubectlError("timed out waiting for the condition");
  return found;
}

const SELECTING: ReadonlySet<string> = new Set(
  "DaemonSet Deployment Job ReplicaSet ReplicationController Service StatefulSet".split(" "),
);

/** Why no pods can be found by an object. */
function selectorFault(kind: string, object: KubeObject): string | undefined {
  if (!SELECTING.has(kind)) return `selector for *v1.${kind} not implemented`;
  const { selector } = (object.spec ?? {}) as Selecting;
  if (kind !== "Service" || Object.keys(selector ?? {}).length > 0) return undefined;
  return `invalid service '${object.metadata.name}': Service is defined without a selector`;
}

type Selecting = {
  readonly selector?: Readonly<Record<string, string>> & {
    readonly matchLabels?: Readonly<Record<string, string>>;
    readonly matchExpressions?: readonly unknown[];
  };
};

/** Running pods first, then by name. */
function firstPod(context: CommandContext, owner: KubeObject): KubeObject | undefined {
  const row = context.mapper.resolve("pods");
  const { selector } = (owner.spec ?? {}) as Selecting;
  const structured =
    selector?.matchLabels !== undefined || selector?.matchExpressions !== undefined;
  const wanted = structured ? selector : { matchLabels: selector ?? {} };
  const phase = (pod: KubeObject) => (pod.status as { readonly phase?: string } | undefined)?.phase;
  const rank = (pod: KubeObject) => (phase(pod) === "Running" ? 0 : 1);
  return [...context.api.list(row, owner.metadata.namespace).items]
    .filter((pod) => matchesSelector(wanted as never, pod.metadata.labels))
    .sort((a, b) => rank(a) - rank(b) || (a.metadata.name < b.metadata.name ? -1 : 1))[0];
}

const DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

/** The container that is meant when none is named; says so where there are others. */
export function defaultContainer(context: CommandContext, pod: KubeObject, quiet = false): string {
  const spec = podSpecOf(pod) ?? {};
  const chosen = pod.metadata.annotations?.[DEFAULT_CONTAINER];
  if (chosen !== undefined && allContainers(spec).some(({ name }) => name === chosen))
    return chosen;
  const first = spec.containers?.[0]?.name ?? "";
  if (!quiet && allContainers(spec).length > 1) {
    context.errorLine(`Defaulted container ${JSON.stringify(first)} out of: ${namesOf(spec)}`);
  }
  return first;
}

export function allContainers(spec: PodSpec): readonly Container[] {
  const ephemeral = (spec.ephemeralContainers ?? []) as readonly Container[];
  return [...(spec.containers ?? []), ...ephemeral, ...(spec.initContainers ?? [])];
}

function namesOf(spec: PodSpec): string {
  const names = [
    ...(spec.containers ?? []).map(({ name }) => name),
    ...((spec.ephemeralContainers ?? []) as readonly Container[]).map(
      ({ name }) => `${name} (ephem)`,
    ),
    ...(spec.initContainers ?? []).map(({ name }) => `${name} (init)`),
  ];
  return names.join(", ");
}
