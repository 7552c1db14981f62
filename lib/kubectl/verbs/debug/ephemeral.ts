/** `debug POD`: an ephemeral container in the running pod. */
import type { JsonObject } from "#lib/manifest";
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError, ServerError } from "../../command/error.ts";
import { debugContainerName } from "./name.ts";
import { containerFields, type DebugOptions } from "./option.ts";
import { withProfile } from "./profile.ts";

type PodSpec = {
  readonly containers?: readonly { readonly name: string }[];
  readonly initContainers?: readonly { readonly name: string }[];
  readonly ephemeralContainers?: readonly { readonly name: string }[];
};

export function containerNames(pod: KubeObject): ReadonlySet<string> {
  const {
    containers = [],
    initContainers = [],
    ephemeralContainers = [],
  } = (pod.spec ?? {}) as PodSpec;
  const all = [...containers, ...initContainers, ...ephemeralContainers];
  return new Set(all.map(({ name }) => name));
}

type UserContext = {
  readonly runAsUser?: number;
  readonly privileged?: boolean;
  readonly capabilities?: { readonly add?: readonly string[] };
};

/** What a profile grants is of no use to a user whom the pod's own context chooses. */
function warnOfUser(context: CommandContext, pod: KubeObject, container: JsonObject): void {
  const ofPod = (pod.spec as { readonly securityContext?: UserContext }).securityContext;
  const own = container.securityContext as UserContext | undefined;
  if ((ofPod?.runAsUser ?? 0) === 0 || own === undefined || own.runAsUser === 0) return;
  const added = own.capabilities?.add ?? [];
  const isGranted =
    own.privileged === true || added.some((name) => ["SYS_ADMIN", "NET_ADMIN"].includes(name));
  if (!isGranted) return;
  context.warn(
    "Non-root user is configured for the entire target Pod, and some capabilities granted by " +
      'debug profile may not work. Please consider using "--custom" with a custom profile that ' +
      'specifies "securityContext.runAsUser: 0".',
  );
}

export function debugByEphemeralContainer(
  context: CommandContext,
  pod: KubeObject,
  options: DebugOptions,
): { readonly pod: KubeObject; readonly container: string } {
  const name = debugContainerName(context, pod, containerNames(pod));
  const target = context.flags.text("target");
  const draft = {
    name,
    ...containerFields(context, options),
    resources: {},
    terminationMessagePolicy: "File",
    ...(target === "" ? {} : { targetContainerName: target }),
  };
  const had = ((pod.spec as PodSpec).ephemeralContainers ?? []) as readonly JsonObject[];
  // The profile is applied to the first container of that name, which may be an older one.
  const same = had.find((one) => one.name === name);
  const container = withProfile(same ?? draft, options.profile, "pod");
  warnOfUser(context, pod, container);
  const row = context.mapper.resolve("pods");
  const ref = { row, namespace: pod.metadata.namespace, name: pod.metadata.name };
  const order = [...had, draft].map((one) => ({ name: one.name ?? "" }));
  const patch = {
    spec: { "$setElementOrder/ephemeralContainers": order, ephemeralContainers: [container] },
  };
  try {
    const patched = context.api.patch(
      ref,
      "strategic",
      patch,
      { fieldManager: "kubectl-debug" },
      "ephemeralcontainers",
    );
    return { pod: patched, container: name };
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (!error.is("NotFound") || error.status.details?.name) throw error;
    throw new KubectlError(
      `ephemeral containers are disabled for this cluster (error from server: ${JSON.stringify(error.message)})`,
    );
  }
}
