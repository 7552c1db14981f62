/** The next card of the queue, leaving out those that the page already holds. */
import { nextCard } from "#lib/server/use-cases";
import { success } from "#lib/shared";
import { answerWith } from "../../../_ui/request-origin.ts";
import { show } from "../../../(study)/review/shown-card.ts";

export async function GET(request: Request): Promise<Response> {
  const exclude = new URL(request.url).searchParams.getAll("exclude");
  const outcome = await nextCard({ exclude });
  return answerWith(outcome.ok ? success(show(outcome.value)) : outcome);
}
