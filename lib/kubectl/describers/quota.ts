/** `describe resourcequota`, and the same lines inside a namespace's description. */
import type { KubeObject } from "#lib/simulator";
import { goValue } from "../text/go-value.ts";
import { type Describer, fieldsOf } from "./describer.ts";
import { writeName } from "./head.ts";
import type { DescribeWriter } from "./writer.ts";

const PODS = "Matches all pods that";

const SCOPE_HELP: Readonly<Record<string, string>> = {
  Terminating: `${PODS} have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.`,
  NotTerminating: `${PODS} do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.`,
  BestEffort: `${PODS} do not have resource requirements set. These pods have a best effort quality of service.`,
  NotBestEffort: `${PODS} have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.`,
};

export const resourceQuotaDescriber: Describer = {
  kind: "ResourceQuota",
  describe: (run) => {
    const { object, out } = run;
    writeName(run, true);
    writeScopes(out, object, "", " ");
    out.line(0, "Resource\tUsed\tHard");
    out.line(0, "--------\t----\t----");
    writeAmounts(out, object, "");
  },
};

export function writeScopes(
  out: DescribeWriter,
  quota: KubeObject,
  space: string,
  bullet: string,
): void {
  const scopes = [...((fieldsOf(quota.spec).scopes ?? []) as readonly string[])].sort();
  if (scopes.length === 0) return;
  out.line(0, `${space}Scopes:\t${scopes.join(", ")}`);
  for (const scope of scopes) {
    const help = SCOPE_HELP[scope];
    if (help !== undefined) out.line(0, `${bullet}* ${help}`);
  }
}

export function writeAmounts(out: DescribeWriter, quota: KubeObject, space: string): void {
  const { hard, used } = fieldsOf(quota.status);
  for (const name of Object.keys(fieldsOf(hard)).sort()) {
    const amount = goValue(fieldsOf(used)[name] ?? "0");
    out.line(0, `${space}${name}\t${amount}\t${goValue(fieldsOf(hard)[name])}`);
  }
}
