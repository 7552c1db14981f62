/** Whether the application and its database answer; for whoever watches over them. */
import { health } from "#lib/server/use-cases";

export async function GET(): Promise<Response> {
  const outcome = await health({}).catch(() => null);
  return Response.json(outcome?.ok ? outcome.value : { database: "down" }, {
    status: outcome?.ok ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
