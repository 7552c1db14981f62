/** What a Pod Security check is, and the words that checks share. */
import type { Container, ObjectMeta, PodSpec } from "../../../api/types.generated.ts";

export type Level = "privileged" | "baseline" | "restricted";

/** Reason and detail: `hostPort (container "a" uses hostPort 80)`. */
export type Violation = {
  readonly reason: string;
  readonly detail: string;
};

export type CheckPod = (spec: PodSpec, metadata: Partial<ObjectMeta>) => Violation | undefined;

export type Check = {
  /** Checks of a level are told in the order of their names. */
  readonly id: string;
  readonly level: Exclude<Level, "privileged">;
  /** From which minor version of the policy which check is done, the oldest first. */
  readonly versions: readonly (readonly [minor: number, check: CheckPod])[];
  /** The baseline check that this one stands for. */
  readonly overrides?: string;
};

/** Init containers first, then containers, then ephemeral ones. */
export function allContainers(spec: PodSpec): readonly Container[] {
  const ephemeral = (spec.ephemeralContainers ?? []) as unknown as readonly Container[];
  return [...(spec.initContainers ?? []), ...spec.containers, ...ephemeral];
}

export function quoted(items: readonly string[]): string {
  return items.map((item) => `"${item}"`).join(", ");
}

export function sortedQuoted(items: ReadonlySet<string>): string {
  return quoted([...items].sort());
}

export function plural(one: string, several: string, count: number): string {
  return count === 1 ? one : several;
}

/** `container "a"` or `containers "a", "b"` */
export function containersText(names: readonly string[]): string {
  return `${plural("container", "containers", names.length)} ${quoted(names)}`;
}

/** `pod and containers "a", "b"`: who set what is forbidden. */
export function settersText(pod: boolean, names: readonly string[]): string {
  return [...(pod ? ["pod"] : []), ...(names.length > 0 ? [containersText(names)] : [])].join(
    " and ",
  );
}

export function namesOf(
  spec: PodSpec,
  isBad: (container: Container) => boolean,
): readonly string[] {
  return allContainers(spec)
    .filter(isBad)
    .map(({ name }) => name);
}

/** Pods with user namespaces of their own may do more. */
export function unlessOwnUsers(check: CheckPod): CheckPod {
  return (spec, metadata) => (spec.hostUsers === false ? undefined : check(spec, metadata));
}

export function unlessWindows(check: CheckPod): CheckPod {
  return (spec, metadata) => (spec.os?.name === "windows" ? undefined : check(spec, metadata));
}
