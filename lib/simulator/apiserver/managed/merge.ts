/** Merging an applied configuration into what there is, and taking out what it no longer says. */
import { type FieldSet, joinPath, SEPARATOR } from "./field-set.ts";
import { isObject, type Json, keyOfItem, type Shape } from "./shape.ts";

export function mergeApplied(live: unknown, config: unknown, shape: Shape): unknown {
  if (live === undefined) return config;
  switch (shape.kind) {
    case "parts":
    case "entries": {
      if (!isObject(live) || !isObject(config)) return config;
      const merged: Record<string, unknown> = { ...live };
      for (const name in config) {
        const inner = shape.kind === "entries" ? shape.entry : shape.part(name);
        merged[name] = mergeApplied(live[name], config[name], inner ?? { kind: "whole" });
      }
      return merged;
    }
    case "keyed":
      return Array.isArray(live) && Array.isArray(config)
        ? mergeItems(live, config, shape)
        : config;
    case "set":
      return Array.isArray(live) && Array.isArray(config)
        ? [...new Set([...live, ...config])]
        : config;
    default:
      return config;
  }
}

function mergeItems(
  live: readonly unknown[],
  config: readonly unknown[],
  { keys, item: shape }: Extract<Shape, { readonly kind: "keyed" }>,
): readonly unknown[] {
  const wanted = new Map(config.map((item) => [keyOfItem(item, keys), item]));
  const merged = live.map((item) => {
    const key = keyOfItem(item, keys);
    const given = wanted.get(key);
    wanted.delete(key);
    return given === undefined ? item : mergeApplied(item, given, shape);
  });
  return [...merged, ...wanted.values()];
}

/** Takes out the fields of `gone`; an item of a list goes only when nobody owns a part of it. */
export function prune(value: unknown, shape: Shape, gone: FieldSet, owned: FieldSet): unknown {
  return gone.size === 0 ? value : pruneAt(value, shape, "", gone, owned);
}

function pruneAt(
  value: unknown,
  shape: Shape,
  path: string,
  gone: FieldSet,
  owned: FieldSet,
): unknown {
  const goes = (at: string) => gone.has(at) && !isOwned(at, owned);
  if ((shape.kind === "parts" || shape.kind === "entries") && isObject(value)) {
    const kept: Record<string, unknown> = {};
    for (const name in value) {
      const at = joinPath(path, `f:${name}`);
      if (goes(at)) continue;
      const inner = shape.kind === "entries" ? shape.entry : shape.part(name);
      const rest = pruneAt(value[name], inner ?? { kind: "whole" }, at, gone, owned);
      if (!isEmptied(value[name], rest)) kept[name] = rest;
    }
    return kept;
  }
  if (!Array.isArray(value)) return value;
  if (shape.kind === "set") {
    return value.filter((item) => !goes(joinPath(path, `v:${JSON.stringify(item)}`)));
  }
  if (shape.kind !== "keyed") return value;
  return value.flatMap((item) => {
    const at = joinPath(path, `k:${keyOfItem(item, shape.keys)}`);
    return goes(at) ? [] : [pruneAt(item, shape.item, at, gone, owned)];
  });
}

function isEmptied(before: unknown, after: unknown): boolean {
  const size = (value: unknown) =>
    Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value as Json).length : -1;
  return size(before) > 0 && size(after) === 0;
}

function isOwned(path: string, owned: FieldSet): boolean {
  if (owned.has(path)) return true;
  const prefix = `${path}${SEPARATOR}`;
  for (const one of owned) if (one.startsWith(prefix)) return true;
  return false;
}
