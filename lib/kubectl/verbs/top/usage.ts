/** The tables of `kubectl top`, from what metrics.k8s.io answers. */
import type { KubeObject, RequestOptions, ResourceRow } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { alignTable } from "../../text/columns.ts";
import { quantityValue } from "../../text/quantity.ts";
import { listOptions } from "../get/answers.ts";

/** Cores and bytes. */
type Use = { readonly cpu: number; readonly memory: number };
type Row = { readonly names: readonly string[]; readonly use: Use };
type Amounts = { readonly cpu?: string; readonly memory?: string };

const useOf = ({ cpu = "0", memory = "0" }: Amounts): Use => ({
  cpu: quantityValue(cpu) ?? 0,
  memory: quantityValue(memory) ?? 0,
});

const sumOf = (uses: readonly Use[]): Use =>
  uses.reduce((a, b) => ({ cpu: a.cpu + b.cpu, memory: a.memory + b.memory }), {
    cpu: 0,
    memory: 0,
  });

export function topPods(context: CommandContext): void {
  const { flags } = context;
  const all = flags.bool("all-namespaces");
  const pods = measured(context, "pods", all ? undefined : context.namespace);
  if (pods.length === 0) {
    context.errorLine(`No resources found${all ? "" : ` in ${context.namespace} namespace.`}`);
    return;
  }
  const byContainer = flags.bool("containers");
  const rows = pods.flatMap(({ metadata, ...rest }): Row[] => {
    const { name, namespace = "" } = metadata;
    const place = all ? [namespace] : [];
    const containers =
      (rest as unknown as { containers?: readonly { name: string; usage: Amounts }[] })
        .containers ?? [];
    if (byContainer) {
      return containers.map((one) => ({
        names: [...place, name, one.name],
        use: useOf(one.usage),
      }));
    }
    return [{ names: [...place, name], use: sumOf(containers.map(({ usage }) => useOf(usage))) }];
  });
  const head = [...(all ? ["NAMESPACE"] : []), ...(byContainer ? ["POD", "NAME"] : ["NAME"])];
  const lines = sorted(context, rows).map(({ names, use }) => [...names, ...figures(use)]);
  if (flags.bool("sum")) {
    const blank = head.map(() => "");
    lines.push(
      [...blank, "________", "________"],
      [...blank, ...figures(sumOf(rows.map(({ use }) => use)))],
    );
  }
  print(context, [...head, "CPU(cores)", "MEMORY(bytes)"], lines);
}

export function topNodes(context: CommandContext): void {
  const whole = context.flags.bool("show-capacity") ? "capacity" : "allocatable";
  const row = context.mapper.resolve("nodes");
  const rows = measured(context, "nodes", undefined).map((object): Row => {
    const { usage } = object as unknown as { readonly usage: Amounts };
    return { names: [object.metadata.name], use: useOf(usage) };
  });
  const lines = sorted(context, rows).map(({ names: [name = ""], use }) => {
    const node = context.api.find({ row, namespace: undefined, name });
    const status = node?.status as Readonly<Record<string, Amounts>> | undefined;
    const has = useOf(status?.[whole] ?? {});
    const [cpu = "", memory = ""] = figures(use);
    return [name, cpu, percent(use.cpu, has.cpu), memory, percent(use.memory, has.memory)];
  });
  print(context, ["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"], lines);
}

function measured(
  context: CommandContext,
  resource: string,
  namespace: string | undefined,
): readonly KubeObject[] {
  const row: ResourceRow | undefined = context.mapper.rows.find(
    (one) => one.group === "metrics.k8s.io" && one.resource === resource,
  );
  if (row === undefined) throw new KubectlError("Metrics API not available");
  const [name] = context.args;
  if (name !== undefined) return [context.api.get({ row, namespace, name })];
  const options: RequestOptions = listOptions(context);
  return context.api.list(row, namespace, options).items;
}

/** The greatest first, if it is asked for. */
function sorted(context: CommandContext, rows: readonly Row[]): readonly Row[] {
  const by = context.flags.text("sort-by");
  if (by !== "cpu" && by !== "memory") return rows;
  return [...rows].sort((a, b) => b.use[by] - a.use[by]);
}

const figures = ({ cpu, memory }: Use): readonly string[] => [
  `${Math.round(cpu * 1000)}m`,
  `${Math.floor(memory / 2 ** 20)}Mi`,
];

const percent = (part: number, whole: number): string =>
  whole === 0 ? "<unknown>" : `${Math.floor((part / whole) * 100)}%`;

function print(
  context: CommandContext,
  head: readonly string[],
  lines: readonly (readonly string[])[],
): void {
  context.print(alignTable(context.flags.bool("no-headers") ? lines : [head, ...lines]));
}
