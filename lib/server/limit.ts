/**
 * Rate limits, counted in the database so that they hold over restarts and over several
 * processes. There is no fallback in memory: without a database nothing else works either.
 */
import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { rateLimitPool } from "./store/index.ts";

export type Limit = { readonly points: number; readonly perSeconds: number };

export type LimitAnswer =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly retryAfterMs: number };

const limiters = new Map<string, RateLimiterPostgres>();

export async function withinLimit(name: string, limit: Limit, key: string): Promise<LimitAnswer> {
  try {
    await limiterOf(name, limit).consume(key);
    return { allowed: true };
  } catch (reason) {
    if (reason instanceof RateLimiterRes) {
      return { allowed: false, retryAfterMs: reason.msBeforeNext };
    }
    throw reason;
  }
}

function limiterOf(name: string, limit: Limit): RateLimiterPostgres {
  const id = `${name}/${limit.points}/${limit.perSeconds}`;
  const known = limiters.get(id);
  if (known !== undefined) return known;
  const limiter = new RateLimiterPostgres({
    storeClient: rateLimitPool(),
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: name,
    points: limit.points,
    duration: limit.perSeconds,
  });
  limiters.set(id, limiter);
  return limiter;
}
