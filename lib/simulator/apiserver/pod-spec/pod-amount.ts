/**
 * What a pod as a whole requests and is limited to: the sum over its containers, or what one init
 * container needs before them if that is more; sidecars count all the time.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
import { addQuantities, formatQuantity, type Quantity, quantityOf } from "../../api/quantity.ts";
import type { Container, PodSpec } from "../../api/types.generated.ts";

type Amounts = Readonly<Record<string, string>>;
type Totals = Map<string, Quantity>;

export function podRequests(spec: PodSpec): Amounts {
  return totalsOf(spec, "requests");
}

export function podLimits(spec: PodSpec): Amounts {
  return totalsOf(spec, "limits");
}

function totalsOf(spec: PodSpec, which: "requests" | "limits"): Amounts {
  const totals: Totals = new Map();
  for (const container of spec.containers) add(totals, amountsOf(container, which));
  const sidecars: Totals = new Map();
  const starting: Totals = new Map();
  for (const container of spec.initContainers ?? []) {
    const amounts = amountsOf(container, which);
    if (container.restartPolicy === "Always") {
      add(totals, amounts);
      add(sidecars, amounts);
      raise(starting, sidecars);
    } else {
      const together: Totals = new Map(sidecars);
      add(together, amounts);
      raise(starting, together);
    }
  }
  raise(totals, starting);
  const whole = spec.resources?.[which] ?? {};
  for (const name in whole) {
    const quantity = quantityOf(whole[name]);
    if (quantity !== undefined) totals.set(name, quantity);
  }
  const overhead = which === "requests" ? (spec.overhead ?? {}) : {};
  add(totals, overhead);
  return Object.fromEntries(
    [...totals].map(([name, quantity]) => [name, formatQuantity(quantity)]),
  );
}

function amountsOf(container: Container, which: "requests" | "limits"): Amounts {
  return container.resources?.[which] ?? {};
}

function add(totals: Totals, amounts: Amounts | Totals): void {
  const entries = amounts instanceof Map ? [...amounts] : Object.entries(amounts);
  for (const [name, given] of entries) {
    const quantity = typeof given === "string" ? quantityOf(given) : given;
    if (quantity === undefined) continue;
    const before = totals.get(name);
    totals.set(name, before === undefined ? quantity : addQuantities(before, quantity));
  }
}

function raise(totals: Totals, least: Totals): void {
  for (const [name, quantity] of least) {
    const before = totals.get(name);
    if (before === undefined || before.nanos < quantity.nanos) totals.set(name, quantity);
  }
}
