/** Maps of texts on one line: `a=1,b=2`, or `<none>`. */
import { goValue } from "../text/go-value.ts";
import { type Fields, fieldsOf } from "./describer.ts";

export function pairsText(texts: unknown): string {
  const fields: Fields = fieldsOf(texts);
  const pairs = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${goValue(fields[name])}`);
  return pairs.length === 0 ? "<none>" : pairs.join(",");
}

/** Access modes in their short form, in Kubernetes' order. */
export function accessModesText(modes: unknown): string {
  const given = (modes ?? []) as readonly string[];
  return SHORT_MODES.filter(([mode]) => given.includes(mode))
    .map(([, short]) => short)
    .join(",");
}

const SHORT_MODES = [
  ["ReadWriteOnce", "RWO"],
  ["ReadOnlyMany", "ROX"],
  ["ReadWriteMany", "RWX"],
  ["ReadWriteOncePod", "RWOP"],
] as const;
