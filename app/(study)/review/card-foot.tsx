"use client";
/** Below a card: its place in the notes, why it is here, and the ways to set it aside. */
import { Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ShownCard } from "./shown-card.ts";
import { SourceLink } from "./source-link.tsx";
import type { Review } from "./use-review.ts";

type CardFootProps = {
  readonly card: ShownCard;
  readonly review: Review;
  readonly whyOpen: boolean;
  readonly setWhyOpen: (open: boolean) => void;
};

const SMALL = "rounded px-1.5 py-1 underline-offset-4 hover:text-ink hover:underline";

export function CardFoot({ card, review, whyOpen, setWhyOpen }: CardFootProps) {
  const t = useTranslations("review");
  return (
    <footer className="pt-2 text-sm text-soft">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        {card.source ? (
          <SourceLink
            noteId={card.noteId}
            source={card.source}
            label={t("source", { path: card.source.path, line: card.source.line })}
          />
        ) : (
          <span />
        )}
        <div className="-mr-1.5 flex flex-wrap gap-1">
          <button
            type="button"
            aria-expanded={whyOpen}
            onClick={() => setWhyOpen(!whyOpen)}
            className={SMALL}
          >
            {t("why")}
          </button>
          <button type="button" aria-pressed={card.flagged} onClick={review.flag} className={SMALL}>
            <span className="flex items-center gap-1">
              {card.flagged ? <Flag aria-hidden="true" className="size-3.5 fill-current" /> : null}
              {card.flagged ? t("flagged") : t("flag")}
            </span>
          </button>
          <button type="button" onClick={() => review.setAside("bury")} className={SMALL}>
            {t("bury")}
          </button>
          <button type="button" onClick={() => review.setAside("suspend")} className={SMALL}>
            {t("suspend")}
          </button>
        </div>
      </div>
      {whyOpen ? <Why card={card} /> : null}
    </footer>
  );
}

const RATING_NAME = { 1: "again", 2: "hard", 3: "good", 4: "easy" } as const;

function Why({ card }: { readonly card: ShownCard }) {
  const t = useTranslations("review");
  const { whySeen } = card;
  const answers = whySeen.lastAnswers.map(
    (answer) => `${t(RATING_NAME[answer.rating])} (${answer.day})`,
  );
  const { recall } = whySeen;
  const rows: readonly (readonly [string, string])[] = [
    [
      t("why-reason"),
      t(`reason-${whySeen.reason}`, { day: whySeen.dueDay ?? "", days: whySeen.overdueDays }),
    ],
    ...(recall === undefined
      ? []
      : [[t("why-recall"), t("percent", { value: Math.round(recall * 100) })] as const]),
    ...(answers.length > 0 ? [[t("why-answers"), answers.join(" · ")] as const] : []),
    ...(whySeen.lapses > 0 ? [[t("why-lapses"), String(whySeen.lapses)] as const] : []),
    [t("why-made"), whySeen.why],
  ];
  return (
    <dl className="mt-3 grid grid-cols-[max-content_1fr] gap-x-5 gap-y-1.5 border-t border-line pt-3">
      {rows.map(([term, text]) => (
        <div key={term} className="contents">
          <dt>{term}</dt>
          <dd className="text-ink">{text}</dd>
        </div>
      ))}
      {whySeen.leech ? (
        <div className="contents">
          <dt>{t("leech-title")}</dt>
          <dd className="text-warn">{t("leech")}</dd>
        </div>
      ) : null}
    </dl>
  );
}
