/** A least and a most: of how much an expression costs, or of how large its value is. */

export type Bounds = { readonly min: number; readonly max: number };

/** Nothing counts further than this. */
const MOST = 2 ** 64;

export const UNKNOWN: Bounds = { min: 0, max: MOST };

export function exactly(value: number): Bounds {
  return { min: value, max: value };
}

export function upTo(max: number): Bounds {
  return { min: 0, max };
}

export function plus(...all: readonly Bounds[]): Bounds {
  return all.reduce((a, b) => ({ min: bounded(a.min + b.min), max: bounded(a.max + b.max) }), {
    min: 0,
    max: 0,
  });
}

export function times(a: Bounds, b: Bounds): Bounds {
  return { min: bounded(a.min * b.min), max: bounded(a.max * b.max) };
}

export function scaled({ min, max }: Bounds, factor: number): Bounds {
  return { min: bounded(Math.ceil(min * factor)), max: bounded(Math.ceil(max * factor)) };
}

export function union(a: Bounds, b: Bounds): Bounds {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

function bounded(value: number): number {
  return Math.min(value, MOST);
}
