/** A line of a benchmark: a figure, what it may cost at most, and what it is compared with. */

export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The value should not be above it; for units per second, not below. */
  readonly budget?: number;
  /** How many times as much the other side takes. */
  readonly ratio?: number;
  readonly against?: string;
};

export const keepsBudget = ({ value, unit, budget }: BenchRow): boolean =>
  budget === undefined || (unit.endsWith("/s") ? value >= budget : value <= budget);

export function benchTable(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${round(row.value)} ${row.unit}`,
    row.budget === undefined ? "" : `${keepsBudget(row) ? "within" : "over"} ${row.budget}`,
    row.ratio === undefined ? "" : `${round(row.ratio)} × faster than ${row.against ?? ""}`,
  ]);
  const width = (at: number): number => Math.max(...cells.map((line) => (line[at] ?? "").length));
  return cells
    .map(([name = "", value = "", budget = "", ratio = ""]) =>
      [name.padEnd(width(0)), value.padStart(width(1)), budget.padEnd(width(2)), ratio]
        .join("   ")
        .trimEnd(),
    )
    .join("\n");
}

export const round = (value: number): number => Number(value.toPrecision(3));

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Wall time, and the processor time of all threads, of one piece of work. */
export type Cost = { readonly wallMs: number; readonly cpuMs: number };

export async function costOf(work: () => void | Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

export function medianCost(costs: readonly Cost[]): Cost {
  return {
    wallMs: median(costs.map((cost) => cost.wallMs)),
    cpuMs: median(costs.map((cost) => cost.cpuMs)),
  };
}
