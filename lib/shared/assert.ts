/** Programmer's errors stop the run here, always on; nobody catches an AssertionError. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new AssertionError(why);
}

/** A value whose absence would be a programmer's error, such as a line below the last one. */
export function present<T>(value: T | undefined | null, why: string): T {
  assert(value !== undefined && value !== null, why);
  return value;
}

/** Ends an exhaustive `switch`: reaching it is a programmer's error. */
export function unreachable(value: never): never {
  throw new AssertionError(`Unexpected value ${JSON.stringify(value)}`);
}
