/** Rows of autoscalers, revisions, templates of pods, and definitions of custom resources. */
import type {
  ControllerRevision,
  CustomResourceDefinition,
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  PodTemplate,
} from "../../api/types.generated.ts";
import { ageOf, columns, labelsText } from "../column.ts";
import { namesAndImages } from "../workload/cells.ts";
import { columnsOf, type KindColumns } from "./kind-columns.ts";

const autoscalers: KindColumns<HorizontalPodAutoscaler> = {
  kind: "HorizontalPodAutoscaler",
  columns: columns("Name", "Reference", "Targets", "MinPods", "MaxPods", "Replicas", "Age"),
  cells(autoscaler, { nowMs }) {
    const { spec, status } = autoscaler;
    const target = spec?.scaleTargetRef;
    return [
      autoscaler.metadata.name,
      `${target?.kind ?? ""}/${target?.name ?? ""}`,
      metricsText(spec?.metrics ?? [], status?.currentMetrics ?? []),
      String(spec?.minReplicas ?? "<unset>"),
      spec?.maxReplicas ?? 0,
      status?.currentReplicas ?? 0,
      ageOf(autoscaler, nowMs),
    ];
  },
};

const METRICS_MAX = 2;

function metricsText(specs: readonly MetricSpec[], statuses: readonly MetricStatus[]): string {
  if (specs.length === 0) return "<none>";
  const texts = specs.map((spec, at) => metricText(spec, statuses[at]));
  const shown = texts.slice(0, METRICS_MAX).join(", ");
  return texts.length > METRICS_MAX ? `${shown} + ${texts.length - METRICS_MAX} more...` : shown;
}

function metricText(spec: MetricSpec, status: MetricStatus | undefined): string {
  const own = spec.resource ?? spec.containerResource;
  if (own !== undefined) {
    const now = (status?.resource ?? status?.containerResource)?.current;
    const { averageValue, averageUtilization } = own.target;
    if (averageValue !== undefined) {
      return `${own.name}: ${now?.averageValue ?? "<unknown>"}/${averageValue}`;
    }
    const percent = (value: number | undefined, none: string) =>
      value === undefined ? none : `${value}%`;
    const current = percent(now?.averageUtilization, "<unknown>");
    return `${own.name}: ${current}/${percent(averageUtilization, "<auto>")}`;
  }
  if (spec.pods !== undefined) {
    const current = status?.pods?.current.averageValue ?? "<unknown>";
    return `${current}/${spec.pods.target.averageValue ?? ""}`;
  }
  const far = spec.external ?? spec.object;
  if (far === undefined) return "<unknown type>";
  const now = (status?.external ?? status?.object)?.current;
  if (far.target.averageValue !== undefined) {
    return `${now?.averageValue ?? "<unknown>"}/${far.target.averageValue} (avg)`;
  }
  return `${now?.value ?? "<unknown>"}/${far.target.value ?? ""}`;
}

const revisions: KindColumns<ControllerRevision> = {
  kind: "ControllerRevision",
  columns: columns("Name", "Controller", "Revision", "Age"),
  cells(revision, { nowMs }) {
    const owner = revision.metadata.ownerReferences?.find(({ controller }) => controller === true);
    const group = owner?.apiVersion.includes("/") ? `.${owner.apiVersion.split("/")[0]}` : "";
    return [
      revision.metadata.name,
      owner === undefined ? "<none>" : `${owner.kind.toLowerCase()}${group}/${owner.name}`,
      revision.revision,
      ageOf(revision, nowMs),
    ];
  },
};

const templates: KindColumns<PodTemplate> = {
  kind: "PodTemplate",
  columns: columns("Name", "Containers", "Images", "Pod Labels"),
  cells({ metadata, template }) {
    return [metadata.name, ...namesAndImages(template), labelsText(template?.metadata?.labels)];
  },
};

const definitions: KindColumns<CustomResourceDefinition> = {
  kind: "CustomResourceDefinition",
  columns: columns("Name", "Created At"),
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp ?? ""],
};

export const workloadColumns: readonly KindColumns[] = [
  columnsOf(autoscalers as never),
  columnsOf(revisions as never),
  columnsOf(templates as never),
  columnsOf(definitions as never),
];
