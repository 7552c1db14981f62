/** Numbers that may also be percentages (`maxSurge: 25%`) or names (`targetPort: http`). */

export type IntOrString = number | string;

const PERCENT = /^([0-9]+)%$/;

/** 25 for `25%`; undefined for anything that is no percentage. */
export function percentOf(value: IntOrString): number | undefined {
  if (typeof value === "number") return undefined;
  const match = PERCENT.exec(value);
  return match === null ? undefined : Number(match[1]);
}
