/**
 * What a pod asks of a node, as the scheduler counts it: containers together, or the greediest
 * init container, sidecars with both, and the pod's overhead.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
import { amountOf } from "../api/amount.ts";
import type { Container, Pod, PodSpec } from "../api/types.generated.ts";
import type { Resources } from "./snapshot.ts";

/** What a container that asks for nothing is counted as, for scores only. */
const NON_ZERO: Resources = { cpu: 100, memory: 200 * 1024 * 1024 };

type Requests = { readonly exact: Resources; readonly nonZero: Resources };

const cache = new WeakMap<PodSpec, Requests>();

// A decision asks for the same pod once a node: the last answer is kept at hand.
let last: { readonly spec: PodSpec; readonly requests: Requests } | undefined;

export function requestsOf(pod: Pod): Requests {
  if (last?.spec === pod.spec) return last.requests;
  const requests = cache.get(pod.spec) ?? counted(pod);
  last = { spec: pod.spec, requests };
  return requests;
}

function counted(pod: Pod): Requests {
  const requests = {
    exact: podRequests(pod.spec, {}),
    nonZero: podRequests(pod.spec, NON_ZERO),
  };
  cache.set(pod.spec, requests);
  return requests;
}

function podRequests(spec: PodSpec, atLeast: Resources): Resources {
  const total: Record<string, number> = {};
  for (const container of spec.containers) addInto(total, containerRequests(container, atLeast));
  const sidecars: Record<string, number> = {};
  const peak: Record<string, number> = {};
  for (const container of spec.initContainers ?? []) {
    const requests = containerRequests(container, atLeast);
    if (container.restartPolicy === "Always") {
      addInto(sidecars, requests);
      addInto(total, requests);
      raiseTo(peak, sidecars);
    } else {
      const together = { ...requests };
      addInto(together, sidecars);
      raiseTo(peak, together);
    }
  }
  raiseTo(total, peak);
  for (const [name, text] of Object.entries(spec.resources?.requests ?? {})) {
    total[name] = amountOf(name, text);
  }
  for (const [name, text] of Object.entries(spec.overhead ?? {})) {
    total[name] = (total[name] ?? 0) + amountOf(name, text);
  }
  return total;
}

function containerRequests(container: Container, atLeast: Resources): Record<string, number> {
  const requests: Record<string, number> = { ...atLeast };
  for (const [name, text] of Object.entries(container.resources?.requests ?? {})) {
    requests[name] = amountOf(name, text);
  }
  return requests;
}

export function addInto(total: Record<string, number>, more: Resources): void {
  for (const name in more) total[name] = (total[name] ?? 0) + (more[name] ?? 0);
}

export function takeFrom(total: Record<string, number>, less: Resources): void {
  for (const name in less) total[name] = (total[name] ?? 0) - (less[name] ?? 0);
}

function raiseTo(total: Record<string, number>, floor: Resources): void {
  for (const name in floor) total[name] = Math.max(total[name] ?? 0, floor[name] ?? 0);
}
