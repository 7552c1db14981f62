/**
 * One step of a review: an answer, an undo, or a card set aside. The page sends them in order and
 * again after a failure; answers are recognised by their client id.
 */
import { answerCard, buryCard, flagCard, suspendCard, undoAnswers } from "#lib/server/use-cases";
import { success } from "#lib/shared";
import { answerWith, fromThisSite, refusedOrigin } from "../../_ui/request-origin.ts";
import type { ReviewStep } from "../../(study)/review/review-step.ts";
import { show } from "../../(study)/review/shown-card.ts";

export async function POST(request: Request): Promise<Response> {
  if (!(await fromThisSite())) return refusedOrigin();
  const step = (await request.json().catch(() => null)) as ReviewStep | null;
  return answerWith(await take(step));
}

async function take(step: ReviewStep | null) {
  switch (step?.type) {
    case "answer": {
      const { type: _, ...answer } = step;
      const outcome = await answerCard(answer);
      if (!outcome.ok) return outcome;
      const { next } = outcome.value;
      return success({ next: next === null ? null : show(next) });
    }
    case "undo": {
      const outcome = await undoAnswers({ count: step.count });
      return outcome.ok ? success({ next: show(outcome.value.next) }) : outcome;
    }
    case "suspend":
      return suspendCard({ cardId: step.cardId, on: step.on });
    case "bury":
      return buryCard({ cardId: step.cardId, on: step.on });
    case "flag":
      return flagCard({ cardId: step.cardId, on: step.on });
    default: {
      const error = { code: "invalid-input", message: "Unexpected step, expected a review step." };
      return { ok: false, error } as const;
    }
  }
}
