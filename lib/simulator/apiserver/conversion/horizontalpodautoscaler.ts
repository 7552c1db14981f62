/**
 * HorizontalPodAutoscalers of autoscaling/v1, which knows one metric: the use of the CPU.
 *
 * Not simulated: the annotations that carry v2's other metrics and behaviour through v1.
 */
import type { KubeObject } from "../../api/object.ts";
import type {
  AutoscalingV1HorizontalPodAutoscalerSpec,
  AutoscalingV1HorizontalPodAutoscalerStatus,
  HorizontalPodAutoscalerSpec,
  HorizontalPodAutoscalerStatus,
} from "../../api/types.generated.ts";
import { cpuUtilization } from "../kinds/horizontalpodautoscaler/default.ts";
import type { Conversion } from "./conversion.ts";

export const autoscalerConversion: Conversion = {
  group: "autoscaling",
  version: "v1",
  kind: "HorizontalPodAutoscaler",

  toStored(object) {
    const spec = object.spec as AutoscalingV1HorizontalPodAutoscalerSpec;
    const { targetCPUUtilizationPercentage: percent, ...rest } = spec;
    const metrics = percent === undefined ? {} : { metrics: [cpuUtilization(percent)] };
    const status = object.status as AutoscalingV1HorizontalPodAutoscalerStatus | undefined;
    return {
      ...object,
      apiVersion: "autoscaling/v2",
      spec: { ...rest, ...metrics },
      ...(status === undefined ? {} : { status: newStatus(status) }),
    };
  },

  fromStored(object) {
    const { metrics, behavior, ...rest } = object.spec as HorizontalPodAutoscalerSpec;
    const percent = metrics?.find(isCpu)?.resource?.target.averageUtilization;
    return {
      ...object,
      apiVersion: "autoscaling/v1",
      spec: {
        ...rest,
        ...(percent === undefined ? {} : { targetCPUUtilizationPercentage: percent }),
      },
      status: oldStatus(object),
    };
  },
};

function isCpu({ resource }: NonNullable<HorizontalPodAutoscalerSpec["metrics"]>[number]): boolean {
  return resource?.name === "cpu" && resource.target.averageUtilization !== undefined;
}

function newStatus(
  status: AutoscalingV1HorizontalPodAutoscalerStatus,
): HorizontalPodAutoscalerStatus {
  const { currentCPUUtilizationPercentage: percent, ...rest } = status;
  if (percent === undefined) return rest;
  const resource = { name: "cpu", current: { averageUtilization: percent } };
  return { ...rest, currentMetrics: [{ type: "Resource", resource }] };
}

function oldStatus({ status }: KubeObject): AutoscalingV1HorizontalPodAutoscalerStatus {
  const {
    currentMetrics,
    conditions,
    currentReplicas = 0,
    desiredReplicas = 0,
    ...rest
  } = (status ?? {}) as HorizontalPodAutoscalerStatus;
  const cpu = (currentMetrics ?? []).find(({ resource }) => resource?.name === "cpu");
  const percent = cpu?.resource?.current.averageUtilization;
  return {
    ...rest,
    currentReplicas,
    desiredReplicas,
    ...(percent === undefined ? {} : { currentCPUUtilizationPercentage: percent }),
  };
}
