/** Everything that is kept about the learner, as a file. */
import { exportAccount } from "#lib/server/use-cases";
import { answerWith } from "../../_ui/request-origin.ts";

export async function GET(): Promise<Response> {
  const outcome = await exportAccount({});
  if (!outcome.ok) return answerWith(outcome);
  return new Response(JSON.stringify(outcome.value, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="kubedeck-export.json"',
      "cache-control": "no-store",
    },
  });
}
