/**
 * Why pods are not ready: unscheduled, waiting, crashing. Looks at the pod itself, or at the pods
 * that a workload's selector names.
 */
import { type KubeObject, matchesSelector } from "#lib/simulator";
import type { PartialObject, Text } from "../expectation.ts";
import { candidatesFor } from "../expectations/object.ts";
import type { Moment } from "../run.ts";

type Status = {
  readonly phase?: string;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly message?: string;
  }[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
};

type ContainerStatus = {
  readonly name: string;
  readonly ready: boolean;
  readonly state?: { readonly waiting?: { readonly reason?: string; readonly message?: string } };
  readonly lastState?: {
    readonly terminated?: { readonly exitCode?: number; readonly reason?: string };
  };
};

/** At most one sentence: pods of one workload mostly suffer from the same thing. */
export function podTrouble(object: PartialObject, moment: Moment): readonly Text[] {
  for (const pod of podsOf(object, moment)) {
    const trouble = troubleOf(pod);
    if (trouble !== undefined) return [trouble];
  }
  return [];
}

function podsOf(object: PartialObject, moment: Moment): readonly KubeObject[] {
  if (object.kind === "Pod") return candidatesFor(object, moment);
  const [owner] = candidatesFor(object, moment);
  const spec = owner?.spec as
    | { readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } }
    | undefined;
  if (owner === undefined || spec?.selector?.matchLabels === undefined) return [];
  const { selector } = spec;
  return moment
    .list("Pod")
    .filter(({ metadata }) => metadata.namespace === owner.metadata.namespace)
    .filter(({ metadata }) => matchesSelector(selector, metadata.labels));
}

function troubleOf(pod: KubeObject): Text | undefined {
  const { name } = pod.metadata;
  const status = (pod.status ?? {}) as Status;
  const scheduled = status.conditions?.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status === "False") {
    return {
      en: `Pod ${name} is Pending: ${scheduled.message}`,
      ja: `Pod ${name} は Pending です: ${scheduled.message}`,
    };
  }
  for (const container of [
    ...(status.initContainerStatuses ?? []),
    ...(status.containerStatuses ?? []),
  ]) {
    const waiting = container.state?.waiting;
    if (waiting?.reason === undefined || waiting.reason === "PodInitializing") continue;
    const last = container.lastState?.terminated;
    const exit = last === undefined ? "" : ` (${last.reason}, exit code ${last.exitCode})`;
    const detail = `${waiting.reason}${exit}${waiting.message === undefined ? "" : `: ${waiting.message}`}`;
    return {
      en: `Container ${container.name} of pod ${name} is waiting: ${detail}`,
      ja: `Pod ${name} のコンテナ ${container.name} が待機中です: ${detail}`,
    };
  }
  const notReady = status.containerStatuses?.find(({ ready }) => !ready);
  if (status.phase !== "Running" || notReady === undefined) return undefined;
  return {
    en: `Container ${notReady.name} of pod ${name} runs but is not ready: its readiness probe does not succeed.`,
    ja: `Pod ${name} のコンテナ ${notReady.name} は動作中ですが Ready ではありません: readinessProbe が成功していません。`,
  };
}
