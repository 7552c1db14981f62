/** What a page does with a use case's refusal: sign in, say «not here», or stop as a fault. */
import { notFound, redirect } from "next/navigation";
import type { Outcome } from "#lib/server/use-cases";

export function required<Value>(outcome: Outcome<Value>, here: string): Value {
  if (outcome.ok) return outcome.value;
  const { code, message } = outcome.error;
  if (code === "sign-in-required") redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  if (code.endsWith("-not-found") || code === "not-found") notFound();
  throw new Error(`${code}: ${message}`);
}
