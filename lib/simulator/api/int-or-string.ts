/** Numbers that may also be percentages (`maxSurge: 25%`) or names (`targetPort: http`). */

export type IntOrString = number | string;

const PERCENT = /^([0-9]+)%$/;

/** 25 for `25%`; undefined for anything that is no percentage. */
export function percentOf(value: IntOrString): number | undefined {
  if (typeof value === "number") return undefined;
  const match = PERCENT.exec(value);
  return match === null ? undefined : Number(match[1]);
}

/** The number meant, where a percentage is one of `total`; undefined when it is neither. */
export function scaledValue(
  value: IntOrString,
  total: number,
  roundUp: boolean,
): number | undefined {
  if (typeof value === "number") return value;
  const percent = percentOf(value);
  if (percent === undefined) return undefined;
  const exact = (percent * total) / 100;
  return roundUp ? Math.ceil(exact) : Math.floor(exact);
}
