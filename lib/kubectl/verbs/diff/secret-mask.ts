/** Secrets in `diff`: values become stars that tell only whether they differ. */
import type { KubeObject } from "#lib/simulator";

type Maybe = KubeObject | undefined;
type Data = Readonly<Record<string, unknown>>;

export function maskedSecrets(from: Maybe, to: Maybe): readonly [Maybe, Maybe] {
  if ((from ?? to)?.kind !== "Secret" || (from ?? to)?.apiVersion !== "v1") return [from, to];
  const before = (from?.data ?? {}) as Data;
  const after = (to?.data ?? {}) as Data;
  const mask = (object: Maybe, own: Data, other: Data, suffix: string): Maybe => {
    if (object?.data === undefined) return object;
    const entries = Object.keys(own).map((key) => {
      const differs = key in other && other[key] !== own[key];
      return [key, differs ? `*** (${suffix})` : "***"] as const;
    });
    return { ...object, data: Object.fromEntries(entries) };
  };
  return [mask(from, before, after, "before"), mask(to, after, before, "after")];
}
