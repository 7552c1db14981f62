/** Route handlers that change something answer only to pages of this very site. */
import "server-only";
import { headers } from "next/headers";

export async function fromThisSite(): Promise<boolean> {
  const sent = await headers();
  const origin = sent.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === (sent.get("x-forwarded-host") ?? sent.get("host"));
}

export function refusedOrigin(): Response {
  const error = { code: "wrong-origin", message: "The request comes from another site." };
  return Response.json({ ok: false, error }, { status: 403 });
}

const STATUS: Readonly<Record<string, number>> = {
  "sign-in-required": 401,
  "too-many-requests": 429,
  "invalid-input": 422,
};

/** A use case's outcome as JSON, with the status that tells a client whether to try again. */
export function answerWith(
  outcome:
    | { readonly ok: true }
    | { readonly ok: false; readonly error: { readonly code: string } },
): Response {
  const status = outcome.ok ? 200 : (STATUS[outcome.error.code] ?? 409);
  return Response.json(outcome, { status, headers: { "cache-control": "no-store" } });
}
