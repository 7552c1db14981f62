/** The first lines of most descriptions, and texts that several kinds share. */
import { formatNumber } from "../text/number.ts";
import type { Describe, Fields } from "./describer.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";

/** Name, and the namespace where the kind has one. */
export function writeName({ object, out }: Describe, namespaced: boolean): void {
  out.line(0, `Name:\t${object.metadata.name}`);
  if (namespaced) out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
}

export function writeOwnMetadata({ object, out }: Describe): void {
  writeLabels(out, "Labels", object.metadata.labels);
  writeAnnotations(out, "Annotations", object.metadata.annotations);
}

/** `a=1,b=2` in one line, or `<none>`. */
export function pairsText(pairs: Fields | undefined): string {
  const texts = Object.entries(pairs ?? {})
    .map(([name, value]) => `${name}=${String(value)}`)
    .sort();
  return texts.length === 0 ? "<none>" : texts.join(",");
}

/** A number, or `<unset>`. */
export function numberText(value: unknown, unit = ""): string {
  return typeof value === "number" ? `${formatNumber(value)}${unit}` : "<unset>";
}

/** `True`, `False` or `<unset>`. */
export function capitalBool(value: unknown): string {
  if (value === undefined || value === null) return "<unset>";
  return value === true ? "True" : "False";
}

const SHORT_MODES = [
  ["ReadWriteOnce", "RWO"],
  ["ReadOnlyMany", "ROX"],
  ["ReadWriteMany", "RWX"],
  ["ReadWriteOncePod", "RWOP"],
] as const;

export function accessModesText(modes: unknown): string {
  const list = Array.isArray(modes) ? (modes as readonly string[]) : [];
  return SHORT_MODES.filter(([mode]) => list.includes(mode))
    .map(([, short]) => short)
    .join(",");
}
