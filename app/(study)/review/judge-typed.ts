/** A typed answer's verdict, fetched with the judging code only when somebody types. */
import type { Rating } from "./review-step.ts";
import type { ShownCard } from "./shown-card.ts";

export type Judgement = {
  readonly verdict: "right" | "almost" | "wrong";
  readonly differences: readonly string[];
  /** The rating that the verdict speaks for; the learner decides. */
  readonly suggested: Rating;
};

const SUGGESTED = { right: 3, almost: 2, wrong: 1 } as const;

export async function judgeTyped(card: ShownCard, typed: string): Promise<Judgement> {
  const { judge } = await import("#lib/answers");
  const { verdict, differences } = judge(card, typed);
  return { verdict, differences, suggested: SUGGESTED[verdict] };
}
