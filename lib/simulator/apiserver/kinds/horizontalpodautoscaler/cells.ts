/** The targets of a HorizontalPodAutoscaler as one cell: what is, what shall be, two at most. */
import type {
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from "../../../api/types.generated.ts";

const MOST_SHOWN = 2;

export function metricsText(
  specs: readonly MetricSpec[],
  statuses: readonly MetricStatus[],
): string {
  if (specs.length === 0) return "<none>";
  const shown = specs.slice(0, MOST_SHOWN).map((spec, i) => metricText(spec, statuses[i]));
  const text = shown.join(", ");
  const more = specs.length - MOST_SHOWN;
  return more > 0 ? `${text} + ${more} more...` : text;
}

function metricText(spec: MetricSpec, status: MetricStatus | undefined): string {
  switch (spec.type) {
    case "External":
      return valueText(spec.external?.target, status?.external?.current);
    case "Object":
      return valueText(spec.object?.target, status?.object?.current);
    case "Pods": {
      const current = status?.pods?.current.averageValue ?? "<unknown>";
      return `${current}/${spec.pods?.target.averageValue ?? ""}`;
    }
    case "Resource":
      return resourceText(spec.resource, status?.resource?.current);
    case "ContainerResource":
      return resourceText(spec.containerResource, status?.containerResource?.current);
    default:
      return "<unknown type>";
  }
}

function valueText(target: MetricTarget | undefined, current: MetricValueStatus | undefined) {
  if (target?.averageValue !== undefined) {
    return `${current?.averageValue ?? "<unknown>"}/${target.averageValue} (avg)`;
  }
  return `${current?.value ?? "<unknown>"}/${target?.value ?? ""}`;
}

type Resource = { readonly name: string; readonly target: MetricTarget };

function resourceText(resource: Resource | undefined, current: MetricValueStatus | undefined) {
  const { name = "", target } = resource ?? {};
  if (target?.averageValue !== undefined) {
    return `${name}: ${current?.averageValue ?? "<unknown>"}/${target.averageValue}`;
  }
  const percent = (value: number | undefined, missing: string) =>
    value === undefined ? missing : `${value}%`;
  const now = percent(current?.averageUtilization, "<unknown>");
  return `${name}: ${now}/${percent(target?.averageUtilization, "<auto>")}`;
}
