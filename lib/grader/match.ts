/**
 * Whether an object holds everything that a partial object names. Lists have no positions: items
 * with a map key (containers by name, conditions by type, ports by number) are compared with
 * their namesakes, other items must occur somewhere in the list.
 */

export type Mismatch = {
  /** `spec.template.spec.containers[0].image`: the place in the actual object. */
  readonly path: string;
  readonly expected: unknown;
  /** undefined: the field or the item is not there. */
  readonly actual: unknown;
};

// In the order in which Kubernetes' own schemas prefer them.
const MAP_KEYS = [
  "name",
  "type",
  "containerPort",
  "port",
  "key",
  "mountPath",
  "ip",
  "uid",
] as const;

/** Empty: everything matches. */
export function mismatchesOf(expected: unknown, actual: unknown, path = ""): readonly Mismatch[] {
  if (Array.isArray(expected)) return listMismatches(expected, actual, path);
  if (isRecord(expected)) {
    if (!isRecord(actual)) return [{ path, expected, actual }];
    return Object.entries(expected).flatMap(([name, value]) =>
      mismatchesOf(value, actual[name], path === "" ? name : `${path}.${name}`),
    );
  }
  if (expected === null)
    return actual === undefined || actual === null ? [] : [{ path, expected, actual }];
  return expected === actual ? [] : [{ path, expected, actual }];
}

function listMismatches(
  expected: readonly unknown[],
  actual: unknown,
  path: string,
): readonly Mismatch[] {
  if (!Array.isArray(actual))
    return expected.length === 0 && actual === undefined ? [] : [{ path, expected, actual }];
  return expected.flatMap((item) => itemMismatches(item, actual, path));
}

function itemMismatches(
  item: unknown,
  actual: readonly unknown[],
  path: string,
): readonly Mismatch[] {
  if (actual.some((other) => mismatchesOf(item, other).length === 0)) return [];
  const namesake = namesakeIndex(item, actual);
  if (namesake < 0) return [{ path, expected: item, actual: undefined }];
  return mismatchesOf(item, actual[namesake], `${path}[${namesake}]`);
}

function namesakeIndex(item: unknown, actual: readonly unknown[]): number {
  if (!isRecord(item)) return -1;
  const key = MAP_KEYS.find((name) => item[name] !== undefined);
  // A list of one leaves no doubt which item was meant.
  if (key === undefined) return actual.length === 1 ? 0 : -1;
  return actual.findIndex((other) => isRecord(other) && other[key] === item[key]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
