/** Quantities in expressions: `500m`, `1Gi`. */
import { QUANTITY_SUFFIXES } from "#lib/shared";

export class CelQuantity {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export function parseCelQuantity(text: string): CelQuantity | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([numkKMGTPE]i?)?)$/.exec(text);
  if (match === null) return undefined;
  const [, number = "", exponent, suffix = ""] = match;
  const factor = exponent === undefined ? QUANTITY_SUFFIXES[suffix] : 10 ** Number(exponent);
  return factor === undefined ? undefined : new CelQuantity(Number(number) * factor);
}
