/** `describe hpa`: metrics beside their targets, behaviour and conditions. */
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { numberText, writeName, writeOwnMetadata } from "./head.ts";
import { longTime } from "./time.ts";

export const hpaDescriber: Describer = {
  kind: "HorizontalPodAutoscaler",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    const target = fieldsOf(spec.scaleTargetRef);
    writeName(run, true);
    writeOwnMetadata(run);
    out.line(0, `CreationTimestamp:\t${longTime(object.metadata.creationTimestamp)}`);
    out.line(0, `Reference:\t${goValue(target.kind)}/${goValue(target.name)}`);
    out.line(0, "Metrics:\t( current / target )");
    const current = (status.currentMetrics ?? []) as readonly Fields[];
    for (const [at, metric] of ((spec.metrics ?? []) as readonly Fields[]).entries()) {
      out.line(1, metricLine(metric, current[at] ?? {}));
    }
    out.line(0, `Min replicas:\t${numberText(spec.minReplicas)}`);
    out.line(0, `Max replicas:\t${goValue(spec.maxReplicas ?? 0)}`);
    if (spec.behavior !== undefined) {
      out.line(0, "Behavior:");
      writeDirection(run, "Scale Up", fieldsOf(spec.behavior).scaleUp);
      writeDirection(run, "Scale Down", fieldsOf(spec.behavior).scaleDown);
    }
    const counts = `${goValue(status.currentReplicas ?? 0)} current / ${goValue(status.desiredReplicas ?? 0)} desired`;
    out.line(0, `${goValue(target.kind)} pods:\t${counts}`);
    writeConditions(run, (status.conditions ?? []) as readonly Fields[]);
    writeEvents(run);
  },
};

const UNKNOWN = "<unknown>";

function metricLine(metric: Fields, status: Fields): string {
  const kind = Object.keys(metric).find((key) => key !== "type") ?? "";
  const source = fieldsOf(metric[kind]);
  const target = fieldsOf(source.target);
  const now = fieldsOf(fieldsOf(status[kind]).current);
  const name = goValue(fieldsOf(source.metric).name);
  const average = `${goValue(now.averageValue ?? UNKNOWN)} / ${goValue(target.averageValue ?? "")}`;
  const value = `${goValue(now.value ?? UNKNOWN)} / ${goValue(target.value ?? "")}`;
  const byAverage = target.averageValue !== undefined;
  switch (kind) {
    case "pods":
      return `"${name}" on pods:\t${average}`;
    case "external":
      return byAverage
        ? `"${name}" (target average value):\t${average}`
        : `"${name}" (target value):\t${value}`;
    case "object": {
      const place = fieldsOf(source.describedObject);
      const head = `"${name}" on ${goValue(place.kind)}/${goValue(place.name)}`;
      return byAverage
        ? `${head} (target average value):\t${average}`
        : `${head} (target value):\t${value}`;
    }
    case "resource":
      return `resource ${goValue(source.name)} on pods${resourceEnd(target, now, average)}`;
    case "containerResource":
      return (
        `resource ${goValue(source.name)} of container "${goValue(source.container)}" on pods` +
        resourceEnd(target, now, average)
      );
    default:
      return `<unknown metric type ${JSON.stringify(metric.type)}>`;
  }
}

function resourceEnd(target: Fields, now: Fields, average: string): string {
  if (target.averageValue !== undefined) return `:\t${average}`;
  const used = now.averageUtilization;
  const current = used === undefined ? UNKNOWN : `${goValue(used)}% (${goValue(now.averageValue)})`;
  const wanted = target.averageUtilization;
  const aim = wanted === undefined ? "<auto>" : `${goValue(wanted)}%`;
  return `  (as a percentage of request):\t${current} / ${aim}`;
}

function writeDirection({ out }: Describe, title: string, rules: unknown): void {
  if (rules === undefined) return;
  const { stabilizationWindowSeconds, policies, selectPolicy } = fieldsOf(rules);
  out.line(1, `${title}:`);
  if (stabilizationWindowSeconds !== undefined) {
    out.line(2, `Stabilization Window: ${goValue(stabilizationWindowSeconds)} seconds`);
  }
  const list = (policies ?? []) as readonly Fields[];
  if (list.length === 0) return;
  out.line(2, `Select Policy: ${goValue(selectPolicy ?? "Max")}`);
  out.line(2, "Policies:");
  for (const { type, value, periodSeconds } of list) {
    const period = `Period: ${goValue(periodSeconds)} seconds`;
    out.line(3, `- Type: ${goValue(type)}\tValue: ${goValue(value)}\t${period}`);
  }
}

function writeConditions({ out }: Describe, conditions: readonly Fields[]): void {
  if (conditions.length === 0) return;
  out.line(0, "Conditions:");
  out.line(1, "Type\tStatus\tReason\tMessage");
  out.line(1, "----\t------\t------\t-------");
  for (const { type, status, reason, message } of conditions) {
    const cells = [type, status, reason ?? "", message ?? ""];
    out.line(1, cells.map(goValue).join("\t"));
  }
}
