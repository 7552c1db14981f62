/** Parts that the descriptions of workloads share: conditions, and how their pods are. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Fields, fieldsOf } from "./describer.ts";
import type { DescribeWriter } from "./writer.ts";

type Condition = { readonly type: string; readonly status: string; readonly reason?: string };

export function writeWorkloadConditions(out: DescribeWriter, status: Fields): void {
  const conditions = (status.conditions ?? []) as readonly Condition[];
  if (conditions.length === 0) return;
  out.line(0, "Conditions:");
  out.line(1, "Type\tStatus\tReason");
  out.line(1, "----\t------\t------");
  for (const { type, status: value, reason } of conditions) {
    out.line(1, `${type} \t${value}\t${goValue(reason ?? "")}`);
  }
}

/** `3 Running / 0 Waiting / 0 Succeeded / 0 Failed` */
export function podsStatus(context: CommandContext, owner: KubeObject): string {
  const row = context.mapper.ofKind("v1", "Pod");
  const pods =
    row === undefined
      ? []
      : context.api
          .list(row, owner.metadata.namespace)
          .items.filter(({ metadata }) =>
            metadata.ownerReferences?.some(
              ({ uid, controller }) => controller === true && uid === owner.metadata.uid,
            ),
          );
  const count = (phase: string) =>
    pods.filter(({ status }) => fieldsOf(status).phase === phase).length;
  return (
    `${count("Running")} Running / ${count("Pending")} Waiting / ` +
    `${count("Succeeded")} Succeeded / ${count("Failed")} Failed`
  );
}

/** `Controlled By: CronJob/nightly` */
export function writeController({ object, out }: Describe): void {
  const owner = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner !== undefined) out.line(0, `Controlled By:\t${owner.kind}/${owner.name}`);
}
