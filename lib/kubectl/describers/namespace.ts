/** `describe namespace`, with the quotas and limits that hold in it. */
import type { KubeObject } from "#lib/simulator";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import { longTime } from "./time.ts";

export const namespaceDescriber: Describer = {
  kind: "Namespace",
  describe: (run) => {
    const { object, out } = run;
    const status = fieldsOf(object.status);
    out.line(0, `Name:\t${object.metadata.name}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, `Status:\t${goValue(status.phase ?? "")}`);
    const conditions = (status.conditions ?? []) as readonly Fields[];
    if (conditions.length > 0) {
      out.line(0, "Conditions:");
      out.line(1, "Type\tStatus\tLastTransitionTime\tReason\tMessage");
      out.line(1, "----\t------\t------------------\t------\t-------");
      for (const { type, status: value, lastTransitionTime, reason, message } of conditions) {
        const cells = [type, value, longTime(lastTransitionTime), reason, message];
        out.line(1, cells.map((cell) => goValue(cell ?? "")).join("\t"));
      }
    }
    out.line(0, "");
    writeQuotas(run);
    out.line(0, "");
    writeLimits(run);
  },
};

function inNamespace({ object, context }: Describe, kind: string): readonly KubeObject[] {
  const row = context.mapper.ofKind("v1", kind);
  return row === undefined ? [] : context.api.list(row, object.metadata.name).items;
}

function writeQuotas(run: Describe): void {
  const { out } = run;
  const quotas = inNamespace(run, "ResourceQuota");
  if (quotas.length === 0) {
    out.line(0, "No resource quota.");
    return;
  }
  out.line(0, "Resource Quotas");
  for (const quota of quotas) {
    const { hard, used } = fieldsOf(quota.status);
    out.line(0, `  Name:\t${quota.metadata.name}`);
    out.line(0, "  Resource\tUsed\tHard");
    out.line(0, "  --------\t---\t---");
    for (const name of Object.keys(fieldsOf(hard)).sort()) {
      const amount = goValue(fieldsOf(used)[name] ?? "0");
      out.line(0, `  ${name}\t${amount}\t${goValue(fieldsOf(hard)[name])}`);
    }
  }
}

function writeLimits(run: Describe): void {
  const { out } = run;
  const ranges = inNamespace(run, "LimitRange");
  if (ranges.length === 0) {
    out.line(0, "No LimitRange resource.");
    return;
  }
  out.line(0, "Resource Limits");
  out.line(0, " Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio");
  out.line(0, " ----\t--------\t---\t---\t---------------\t-------------\t-----------------------");
  for (const range of ranges) {
    for (const limit of (fieldsOf(range.spec).limits ?? []) as readonly Fields[]) {
      for (const line of limitLines(limit)) out.line(0, ` ${line}`);
    }
  }
}

const LIMIT_FIELDS = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"] as const;

export function limitLines(limit: Fields): readonly string[] {
  const names = new Set(LIMIT_FIELDS.flatMap((field) => Object.keys(fieldsOf(limit[field]))));
  return [...names].sort().map((name) => {
    const cells = LIMIT_FIELDS.map((field) => goValue(fieldsOf(limit[field])[name] ?? "-"));
    return [goValue(limit.type), name, ...cells].join("\t");
  });
}
