/** `describe limitrange`, and the same rows inside a namespace's description. */
import type { KubeObject } from "#lib/simulator";
import { goValue } from "../text/go-value.ts";
import { type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeName } from "./head.ts";
import type { DescribeWriter } from "./writer.ts";

export const limitRangeDescriber: Describer = {
  kind: "LimitRange",
  describe: (run) => {
    writeName(run, true);
    writeLimitTable(run.out, [run.object], "");
  },
};

export function writeLimitTable(
  out: DescribeWriter,
  ranges: readonly KubeObject[],
  space: string,
): void {
  const titles = [
    "Type",
    "Resource",
    "Min",
    "Max",
    "Default Request",
    "Default Limit",
    "Max Limit/Request Ratio",
  ];
  out.line(0, `${space}${titles.join("\t")}`);
  out.line(0, `${space}${titles.map((title) => "-".repeat(title.length)).join("\t")}`);
  for (const range of ranges) {
    for (const limit of (fieldsOf(range.spec).limits ?? []) as readonly Fields[]) {
      for (const line of limitLines(limit)) out.line(0, `${space}${line}`);
    }
  }
}

const LIMIT_FIELDS = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"] as const;

function limitLines(limit: Fields): readonly string[] {
  const names = new Set(LIMIT_FIELDS.flatMap((field) => Object.keys(fieldsOf(limit[field]))));
  return [...names].sort().map((name) => {
    const cells = LIMIT_FIELDS.map((field) => goValue(fieldsOf(limit[field])[name] ?? "-"));
    return [goValue(limit.type), name, ...cells].join("\t");
  });
}
