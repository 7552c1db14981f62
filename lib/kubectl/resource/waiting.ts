/**
 * Waiting in virtual time. What would wait for ever gives up after a while,
 * since nobody interrupts.
 */
import type { CommandContext } from "../command/context.ts";

/** For commands whose own default is to wait without end. */
export const ENDLESS_WAIT_MS = 600_000;

/** Lets time pass until `done`; false when it is not done within the time. */
export function waitUntil(
  context: CommandContext,
  done: () => boolean,
  timeoutMs: number,
): boolean {
  if (done()) return true;
  return timeoutMs > 0 && context.client.runUntil(done, timeoutMs);
}
