"use client";
/** Show, then rate; each rating says under it when the card comes back. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { buttonClass } from "../../_ui/button.ts";
import { intervalText } from "../../_ui/interval.ts";
import type { Rating } from "./review-step.ts";
import type { ShownCard } from "./shown-card.ts";
import type { Review } from "./use-review.ts";

const RATINGS = [
  { rating: 1, name: "again" },
  { rating: 2, name: "hard" },
  { rating: 3, name: "good" },
  { rating: 4, name: "easy" },
] as const;

type CardActionsProps = {
  readonly review: Review;
  readonly card: ShownCard;
  readonly suggested: Rating | null;
};

export function CardActions({ review, card, suggested }: CardActionsProps) {
  const t = useTranslations("review");
  if (card.kind === "scenario" && card.scenarioId) {
    return (
      <div className="grid gap-2 sm:grid-cols-2">
        <Link href={`/lab/${card.scenarioId}`} className={buttonClass("primary", "large")}>
          {t("open-task")}
        </Link>
        <button
          type="button"
          onClick={() => review.setAside("bury")}
          className={buttonClass("quiet", "large")}
        >
          {t("not-today")}
        </button>
      </div>
    );
  }
  if (!review.desk.revealed) {
    return (
      <button
        type="button"
        onClick={review.reveal}
        className={`${buttonClass("primary", "large")} w-full`}
      >
        {t("show-answer")}
      </button>
    );
  }
  return <Ratings review={review} card={card} suggested={suggested ?? 3} />;
}

function Ratings(props: {
  readonly review: Review;
  readonly card: ShownCard;
  readonly suggested: Rating;
}) {
  const t = useTranslations("review");
  const locale = useLocale();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out in a grid.
    <div role="group" aria-label={t("rate")} className="grid grid-cols-4 gap-1.5 sm:gap-2">
      {RATINGS.map(({ rating, name }) => (
        <button
          key={name}
          type="button"
          onClick={() => props.review.rate(rating)}
          className={`flex min-h-14 min-w-0 flex-col items-center justify-center rounded-lg border px-1 transition-colors ${
            rating === props.suggested
              ? "border-accent bg-accent-soft text-ink"
              : "border-line bg-surface hover:border-line-strong"
          }`}
        >
          <span className="font-medium">{t(name)}</span>
          <span className="text-xs text-soft">
            {intervalText(props.card.intervals[name].ms, locale)}
          </span>
        </button>
      ))}
    </div>
  );
}
