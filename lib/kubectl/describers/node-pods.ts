/** What runs on a node and how much of it is asked for and limited. */
import { type KubeObject, parseTime } from "#lib/simulator";
import type { Container } from "../resource/pod-template.ts";
import { humanDuration } from "../text/duration.ts";
import { goValue } from "../text/go-value.ts";
import { bytesText, cpuText, quantityValue } from "../text/quantity.ts";
import { type Describe, type Fields, fieldsOf } from "./describer.ts";

type Amounts = ReadonlyMap<string, number>;

export function writeNodePods(run: Describe): void {
  const { object, out, context } = run;
  const pods = podsOn(run);
  const status = fieldsOf(object.status);
  const allocatable = fieldsOf(status.allocatable ?? status.capacity);
  const room = (name: string) => quantityValue(goValue(allocatable[name] ?? "0")) ?? 0;
  const part = (amount: number, name: string) =>
    room(name) === 0 ? 0 : Math.trunc((amount / room(name)) * 100);
  const shown = (amounts: Amounts, name: string) => {
    const amount = amounts.get(name) ?? 0;
    const text = name === "cpu" ? cpuText(amount) : bytesText(amount);
    return `${text} (${part(amount, name)}%)`;
  };
  out.line(0, `Non-terminated Pods:\t(${pods.length} in total)`);
  out.line(1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
  out.line(1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
  for (const pod of pods) {
    const [requests, limits] = [podAmounts(pod, "requests"), podAmounts(pod, "limits")];
    const created = parseTime(String(pod.metadata.creationTimestamp)) ?? 0;
    out.line(
      1,
      `${pod.metadata.namespace ?? ""}\t${pod.metadata.name}\t\t${shown(requests, "cpu")}\t` +
        `${shown(limits, "cpu")}\t${shown(requests, "memory")}\t${shown(limits, "memory")}\t` +
        humanDuration(context.client.nowMs - created),
    );
  }
  const requests = total(pods.map((pod) => podAmounts(pod, "requests")));
  const limits = total(pods.map((pod) => podAmounts(pod, "limits")));
  out.line(0, "Allocated resources:");
  out.line(1, "(Total limits may be over 100 percent, i.e., overcommitted.)");
  out.line(1, "Resource\tRequests\tLimits");
  out.line(1, "--------\t--------\t------");
  for (const name of ["cpu", "memory", "ephemeral-storage"]) {
    out.line(1, `${name}\t${shown(requests, name)}\t${shown(limits, name)}`);
  }
  writeOthers(run, allocatable, requests, limits);
}

function podsOn({ object, context }: Describe): readonly KubeObject[] {
  const row = context.mapper.ofKind("v1", "Pod");
  if (row === undefined) return [];
  const { name } = object.metadata;
  return context.api.list(row, undefined).items.filter(({ spec, status }) => {
    const { phase } = fieldsOf(status);
    return fieldsOf(spec).nodeName === name && phase !== "Succeeded" && phase !== "Failed";
  });
}

const STANDARD = new Set(["cpu", "memory", "ephemeral-storage", "pods"]);

function writeOthers(
  { out }: Describe,
  allocatable: Fields,
  requests: Amounts,
  limits: Amounts,
): void {
  const others = Object.keys(allocatable)
    .filter((name) => !STANDARD.has(name))
    .sort();
  for (const name of others) {
    const [request, limit] = [requests.get(name) ?? 0, limits.get(name) ?? 0];
    out.line(1, `${name}\t${bytesText(request)}\t${bytesText(limit)}`);
  }
}

function amountsOf(container: Container, field: "requests" | "limits"): Amounts {
  const entries = Object.entries(fieldsOf(fieldsOf(container.resources)[field]));
  return new Map(entries.map(([name, amount]) => [name, quantityValue(goValue(amount)) ?? 0]));
}

function total(parts: readonly Amounts[]): Amounts {
  const sum = new Map<string, number>();
  for (const part of parts) {
    for (const [name, amount] of part) sum.set(name, (sum.get(name) ?? 0) + amount);
  }
  return sum;
}

function larger(a: Amounts, b: Amounts): Amounts {
  const names = new Set([...a.keys(), ...b.keys()]);
  return new Map([...names].map((name) => [name, Math.max(a.get(name) ?? 0, b.get(name) ?? 0)]));
}

/** Containers and sidecars together, but at least what the init phase needs at its peak. */
function podAmounts(pod: KubeObject, field: "requests" | "limits"): Amounts {
  const spec = fieldsOf(pod.spec);
  let running = total(
    ((spec.containers ?? []) as readonly Container[]).map((one) => amountsOf(one, field)),
  );
  let sidecars: Amounts = new Map();
  let peak: Amounts = new Map();
  for (const container of (spec.initContainers ?? []) as readonly Container[]) {
    const own = amountsOf(container, field);
    if (container.restartPolicy === "Always") {
      running = total([running, own]);
      sidecars = total([sidecars, own]);
      peak = larger(peak, sidecars);
    } else peak = larger(peak, total([own, sidecars]));
  }
  const needed = larger(running, peak);
  const overhead = Object.entries(fieldsOf(spec.overhead)).map(
    ([name, amount]) => [name, quantityValue(goValue(amount)) ?? 0] as const,
  );
  return overhead.length === 0 ? needed : total([needed, new Map(overhead)]);
}
