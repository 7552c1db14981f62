/** A pod template inside a workload, and on its own in `rollout history`. */
import type { Container } from "../resource/pod-template.ts";
import { goValue } from "../text/go-value.ts";
import { writeContainers } from "./containers.ts";
import { fieldsOf } from "./describer.ts";
import { type Toleration, writeAnnotations, writeLabels, writeTolerations } from "./metadata.ts";
import { type Volume, writeVolumes } from "./volumes.ts";
import { DescribeWriter } from "./writer.ts";

type Texts = Readonly<Record<string, string>>;

export function writePodTemplate(out: DescribeWriter, template: unknown): void {
  const metadata = fieldsOf(fieldsOf(template).metadata);
  const spec = fieldsOf(fieldsOf(template).spec);
  out.line(0, "Pod Template:");
  writeLabels(out, "  Labels", metadata.labels as Texts | undefined);
  const annotations = metadata.annotations as Texts | undefined;
  if (Object.keys(annotations ?? {}).length > 0) {
    writeAnnotations(out, "  Annotations", annotations);
  }
  if (spec.serviceAccountName !== undefined && spec.serviceAccountName !== "") {
    out.line(1, `Service Account:\t${goValue(spec.serviceAccountName)}`);
  }
  const part = { statuses: [], space: "  ", pod: undefined };
  const initContainers = (spec.initContainers ?? []) as readonly Container[];
  if (initContainers.length > 0) {
    writeContainers(out, { ...part, label: "Init Containers", containers: initContainers });
  }
  const containers = (spec.containers ?? []) as readonly Container[];
  writeContainers(out, { ...part, label: "Containers", containers });
  writeVolumes(out, spec.volumes as readonly Volume[] | undefined, "  ");
  writeTopologySpread(out, spec.topologySpreadConstraints, "  ");
  if (spec.priorityClassName !== undefined && spec.priorityClassName !== "") {
    out.line(1, `Priority Class Name:\t${goValue(spec.priorityClassName)}`);
  }
  writeLabels(out, "  Node-Selectors", spec.nodeSelector as Texts | undefined);
  writeTolerations(out, "  Tolerations", spec.tolerations as readonly Toleration[] | undefined);
}

/** With tabs, not aligned. */
export function describeTemplate(template: unknown): string {
  const out = new DescribeWriter();
  writePodTemplate(out, template);
  return out.raw();
}

type Constraint = {
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly maxSkew: number;
  readonly labelSelector?: unknown;
};

export function writeTopologySpread(
  out: DescribeWriter,
  constraints: unknown,
  space: string,
): void {
  if (!Array.isArray(constraints) || constraints.length === 0) return;
  const sorted = [...(constraints as readonly Constraint[])].sort((a, b) =>
    a.topologyKey < b.topologyKey ? -1 : 1,
  );
  for (const [index, constraint] of sorted.entries()) {
    const { topologyKey, whenUnsatisfiable, maxSkew, labelSelector } = constraint;
    const selector =
      labelSelector === undefined ? "" : ` for selector ${selectorText(labelSelector)}`;
    const title = index === 0 ? `${space}Topology Spread Constraints:` : space;
    out.line(
      0,
      `${title}\t${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selector}`,
    );
  }
}

/** `app=web,tier in (a,b)`, sorted by key; `none` for one that selects nothing in particular. */
export function selectorText(selector: unknown, none = "<none>"): string {
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  const labels = Object.entries(fieldsOf(matchLabels)).map(([key, value]) => ({
    key,
    text: `${key}=${String(value)}`,
  }));
  const expressions = ((matchExpressions ?? []) as readonly Expression[]).map((expression) => ({
    key: expression.key,
    text: expressionText(expression),
  }));
  const parts = [...labels, ...expressions].sort((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : 0,
  );
  return parts.length === 0 ? none : parts.map(({ text }) => text).join(",");
}

type Expression = {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
};

function expressionText({ key, operator, values = [] }: Expression): string {
  const list = `(${[...values].sort().join(",")})`;
  switch (operator) {
    case "In":
      return `${key} in ${list}`;
    case "NotIn":
      return `${key} notin ${list}`;
    case "Exists":
      return key;
    default:
      return `!${key}`;
  }
}
