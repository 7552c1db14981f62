/**
 * Kinds that are offered in two versions. An object is stored in one of them; whoever asks gets
 * the version asked for.
 */
import type { KubeObject } from "../../api/object.ts";
import type { ResourceRow } from "../../api/resource.ts";
import type { Conversion } from "./conversion.ts";
import { eventConversion } from "./event.ts";
import { autoscalerConversion } from "./horizontalpodautoscaler.ts";

const CONVERSIONS: readonly Conversion[] = [eventConversion, autoscalerConversion];

const byVersion = new Map(
  CONVERSIONS.map((one) => [`${one.group}/${one.version}/${one.kind}`, one]),
);

function conversionOf({ group, version, kind }: ResourceRow): Conversion | undefined {
  return byVersion.get(`${group}/${version}/${kind}`);
}

export function toStored(row: ResourceRow, object: KubeObject): KubeObject {
  return conversionOf(row)?.toStored(object) ?? object;
}

export function fromStored(row: ResourceRow, object: KubeObject): KubeObject {
  return conversionOf(row)?.fromStored(object) ?? object;
}

export function isStoredElsewhere(row: ResourceRow): boolean {
  return conversionOf(row) !== undefined;
}
