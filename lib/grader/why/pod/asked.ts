/** What a pod's trouble is asked of: the pod, the moment, and the run that led to it. */
import type { KubeObject, Pod } from "#lib/simulator";
import type { Text } from "../../expectation.ts";
import type { Moment, Run } from "../../run.ts";

export type Asked = { readonly pod: Pod; readonly moment: Moment; readonly run: Run };

/** undefined: this is not what the pod suffers from. */
export type Explain = (asked: Asked) => Text | undefined;

export type ContainerStatus = NonNullable<Pod["status"]["containerStatuses"]>[number];

/** Objects of the log are of the kind that they name; a status may still be missing. */
export function asPod(object: KubeObject): Pod {
  return { spec: { containers: [] }, status: {}, ...object } as unknown as Pod;
}

/** In the order in which they start. */
export function statusesOf({ status }: Pod): readonly ContainerStatus[] {
  return [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
}

export function containerOf({ spec }: Pod, name: string) {
  return [...(spec.initContainers ?? []), ...spec.containers].find((one) => one.name === name);
}

/** `12.3 s` after the submission. */
export function sinceSubmit(atMs: number, { submitMs }: Run): string {
  return `${(Math.max(0, atMs - submitMs) / 1000).toFixed(1)} s`;
}

/** The pod's Warning and Normal events of one reason, the newest last. */
export function eventsOf({ pod, moment }: Asked, reason: string): readonly string[] {
  return moment
    .list("Event")
    .map((event) => event as unknown as PodEvent)
    .filter((event) => event.reason === reason && event.involvedObject?.uid === pod.metadata.uid)
    .map(({ message }) => message ?? "");
}

type PodEvent = {
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject?: { readonly uid?: string };
};
