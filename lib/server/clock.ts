/** The one place where the server reads the time, so that everything else takes it as a value. */
import "server-only";

/** Milliseconds since the epoch. */
export function readClock(): number {
  return Date.now();
}
