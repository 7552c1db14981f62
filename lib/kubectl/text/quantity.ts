/** Amounts such as `100m` and `64Mi`: as numbers to add and compare, and back as texts. */
import { QUANTITY_SUFFIXES } from "#lib/shared";

const QUANTITY =
  /^([-+]?(?:\d+\.?\d*|\.\d+))(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([-+]?\d+))?$/;

/** undefined for what is no amount. */
export function quantityValue(text: string): number | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) return undefined;
  const factor =
    match[3] === undefined ? (QUANTITY_SUFFIXES[match[2] ?? ""] ?? 1) : 10 ** Number(match[3]);
  return Number(match[1]) * factor;
}

/** `1`, `1500m` */
export function cpuText(cores: number): string {
  const milli = Math.round(cores * 1000);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/** The largest binary suffix that leaves an integer: `64Mi`, `1536Mi`, `0`. */
export function bytesText(bytes: number): string {
  let value = Math.round(bytes);
  let power = 0;
  while (value !== 0 && value % 1024 === 0 && power < BINARY.length - 1) {
    value /= 1024;
    power += 1;
  }
  return `${value}${BINARY[power] ?? ""}`;
}
