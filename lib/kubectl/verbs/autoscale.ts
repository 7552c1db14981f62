/** `kubectl autoscale`: a HorizontalPodAutoscaler for a workload. */

import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, writeOptions } from "../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  intFlag,
  OUTPUT_FLAGS,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import type { Info } from "../resource/manifest-input.ts";
import { resultPrinter } from "../resource/result.ts";
import { selectObjects } from "../resource/selection.ts";

export const autoscaleVerb: Verb = {
  name: "autoscale",
  summary: "Auto-scale a deployment, replica set, stateful set, or replication controller",
  usage: "(-f FILENAME | TYPE NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY]",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    DRY_RUN_FLAG,
    FIELD_MANAGER_FLAG,
    intFlag("min", "Lower limit.", { default: "-1" }),
    intFlag("max", "Upper limit."),
    intFlag("cpu-percent", "Wanted use of the CPU request, in percent.", { default: "-1" }),
    textFlag("cpu", "Wanted CPU: a percentage or an amount."),
    textFlag("memory", "Wanted memory: a percentage or an amount."),
    textFlag("name", "Name of the autoscaler."),
    boolFlag("save-config", "Remember the object for a later apply."),
  ],
  required: ["max"],
  run: runAutoscale,
};

function runAutoscale(context: CommandContext): void {
  const { flags } = context;
  if (flags.has("cpu-percent")) {
    context.errorLine(
      "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format " +
        "(e.g., '70%' for utilization or '500m' for milliCPU).",
    );
  }
  const [min, max] = [flags.int("min"), flags.int("max")];
  if (max < 1) {
    throw new KubectlError(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
  }
  if (max < min) {
    throw new KubectlError(
      `--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`,
    );
  }
  if (flags.has("cpu-percent") && flags.text("cpu") !== "") {
    throw new KubectlError("--cpu-percent and --cpu are mutually exclusive");
  }
  const { infos, errors } = selectObjects(context, { args: context.args });
  throwCollected(errors);
  const dryRun = dryRunOf(flags);
  const print = resultPrinter(context, dryRun, { typed: true });
  for (const info of infos) {
    const object = autoscaler(context, info);
    print(dryRun === "client" ? object : create(context, object), "autoscaled");
  }
}

function create(context: CommandContext, object: KubeObject): KubeObject {
  const row = context.mapper.resolve("horizontalpodautoscalers");
  try {
    return context.api.create(
      row,
      context.namespace,
      object,
      writeOptions(context, "kubectl-autoscale"),
    );
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw new KubectlError(
      "failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: empty input",
    );
  }
}

function autoscaler(context: CommandContext, info: Info): KubeObject {
  const { flags } = context;
  const { row } = info;
  if (row.subresources?.some(({ name }) => name === "scale") !== true) {
    throw new KubectlError(
      `cannot autoscale a ${row.kind}: could not find scale subresource for ` +
        `${row.group}/${row.version}, Resource=${row.resource} in discovery information`,
    );
  }
  const percent = flags.int("cpu-percent");
  const cpu = percent >= 0 ? `${percent}%` : flags.text("cpu");
  const metrics = [metric("cpu", cpu), metric("memory", flags.text("memory"))].flat();
  const name = flags.text("name") === "" ? info.name : flags.text("name");
  const apiVersion = row.group === "" ? row.version : `${row.group}/${row.version}`;
  return {
    kind: "HorizontalPodAutoscaler",
    apiVersion: "autoscaling/v2",
    metadata: {
      name,
      ...(context.namespaceGiven ? { namespace: context.namespace } : {}),
    } as KubeObject["metadata"],
    spec: {
      scaleTargetRef: { kind: row.kind, name: info.name, apiVersion },
      ...(flags.int("min") > 0 ? { minReplicas: flags.int("min") } : {}),
      maxReplicas: flags.int("max"),
      ...(metrics.length === 0 ? {} : { metrics }),
    },
    status: { desiredReplicas: 0, currentMetrics: null },
  };
}

function metric(name: string, text: string) {
  if (text === "") return [];
  const percent = /^(\d+)%$/.exec(text);
  const wrong = percent === null && !/^[+-]?[0-9.]+(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/.test(text);
  if (wrong) throw new KubectlError(`invalid resource ${name} value: ${text}`);
  // A percentage of zero asks for nothing.
  if (percent !== null && Number(percent[1]) === 0) return [];
  const target =
    percent === null
      ? { type: "AverageValue", averageValue: text }
      : { type: "Utilization", averageUtilization: Number(percent[1]) };
  return [{ type: "Resource", resource: { name, target } }];
}
