/** Functions: what they take and give, by name, one for each way to call them. */
import { OVERLOAD_TABLE } from "./overload-table.ts";

export type Overload = {
  readonly receiver: string | undefined;
  readonly parameters: readonly string[];
  readonly result: string;
};

let known: ReadonlyMap<string, readonly Overload[]> | undefined;

export function overloadsOf(name: string): readonly Overload[] | undefined {
  known ??= parse();
  return known.get(name);
}

function parse(): ReadonlyMap<string, readonly Overload[]> {
  const overloads = new Map<string, Overload[]>();
  for (const line of OVERLOAD_TABLE.trim().split("\n")) {
    const [name = "", on = "-", taken = "-", result = ""] = line.split(" ");
    const overload: Overload = {
      receiver: on === "-" ? undefined : on,
      parameters: taken === "-" ? [] : taken.split(","),
      result,
    };
    overloads.set(name, [...(overloads.get(name) ?? []), overload]);
  }
  return overloads;
}
