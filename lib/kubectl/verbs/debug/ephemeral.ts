/** `debug POD`: an ephemeral container in the running pod. */
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
  const container = withProfile(draft, options.profile, "pod");
  const row = context.mapper.resolve("pods");
  const ref = { row, namespace: pod.metadata.namespace, name: pod.metadata.name };
  const patch = { spec: { ephemeralContainers: [container] } };
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
