/** Staying with a debug container until it has ended: what it printed. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { waitUntil } from "../../resource/waiting.ts";

type State = { readonly terminated?: unknown; readonly running?: unknown };
type Status = { readonly name: string; readonly state?: State };
type PodStatus = {
  readonly containerStatuses?: readonly Status[];
  readonly ephemeralContainerStatuses?: readonly Status[];
};

/** How long a container that goes on is looked at: nobody types into it. */
const PATIENCE_MS = 2000;

export function followContainer(context: CommandContext, pod: KubeObject, name: string): void {
  const { api, flags, mapper } = context;
  const ref = {
    row: mapper.resolve("pods"),
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
  };
  const stateOf = (): State => {
    const status = (api.find(ref)?.status ?? {}) as PodStatus;
    const all = [...(status.containerStatuses ?? []), ...(status.ephemeralContainerStatuses ?? [])];
    return all.find((one) => one.name === name)?.state ?? {};
  };
  const begun = () => stateOf().running !== undefined || stateOf().terminated !== undefined;
  if (!waitUntil(context, begun, flags.duration("pod-running-timeout"))) return;
  waitUntil(context, () => stateOf().terminated !== undefined, PATIENCE_MS);
  context.print(api.logs(ref, { container: name }));
}
