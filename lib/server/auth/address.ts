/**
 * The address a request came from, as far as it can be known: only proxies that the operator
 * declared are believed, each of which appended one address to the list.
 */
import "server-only";
import { env } from "../env.ts";

type HeaderValues = Readonly<Record<string, unknown>>;

/** Next.js itself writes the socket's address into `x-forwarded-for` where no proxy did. */
export function addressOf(headers: HeaderValues): string {
  const list = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const place = Math.max(1, env().TRUSTED_PROXIES);
  return (list.at(-place) ?? "unknown").slice(0, 64);
}
