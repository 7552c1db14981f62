"use client";
/** The review page's frame: how much is left, the card, the buttons, the keys. */
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "../../_ui/button.ts";
import { KeyHelp } from "../../_ui/key-help.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { CardActions } from "./card-actions.tsx";
import { CardFace } from "./card-face.tsx";
import { CardFoot } from "./card-foot.tsx";
import type { Judgement } from "./judge-typed.ts";
import { SessionEnd } from "./session-end.tsx";
import type { Shown } from "./shown-card.ts";
import { type Review, useReview } from "./use-review.ts";
import { useReviewKeys } from "./use-review-keys.ts";

type ReviewDeskProps = { readonly learnerId: string; readonly first: Shown };

export function ReviewDesk({ learnerId, first }: ReviewDeskProps) {
  const t = useTranslations("review");
  const review = useReview(learnerId, first);
  const { shown } = review.desk;
  const [whyOpen, setWhyOpen] = useState(false);
  useReviewKeys(review, () => setWhyOpen((now) => !now));
  return (
    <main
      id="main"
      className="mx-auto flex min-h-[calc(100dvh-3.6rem)] w-full max-w-[44rem] flex-col px-4 pb-20 sm:px-6 sm:pb-6"
    >
      <h1 className="sr-only">{t("title")}</h1>
      <Progress review={review} />
      {review.refusal ? (
        <Notice tone="warn" live>
          {t("refused")}
        </Notice>
      ) : null}
      {shown === null ? (
        <p role="status" className="grow pt-20 text-center text-soft">
          {review.offline ? t("waiting-for-network") : t("fetching")}
        </p>
      ) : shown.done ? (
        <SessionEnd nextDueAtMs={shown.nextDueAtMs} answered={review.desk.answered} />
      ) : (
        <OneCard
          key={shown.card.id}
          review={review}
          card={shown.card}
          whyOpen={whyOpen}
          setWhyOpen={setWhyOpen}
        />
      )}
    </main>
  );
}

function OneCard(props: {
  readonly review: Review;
  readonly card: Extract<Shown, { done: false }>["card"];
  readonly whyOpen: boolean;
  readonly setWhyOpen: (open: boolean) => void;
}) {
  const { review, card } = props;
  const [judgement, setJudgement] = useState<Judgement | null>(null);
  return (
    <>
      <CardFace
        card={card}
        revealed={review.desk.revealed}
        judgement={judgement}
        onTyped={(found) => {
          setJudgement(found);
          review.reveal();
        }}
      />
      <div className="sticky bottom-14 -mx-4 bg-paper px-4 pt-3 pb-3 sm:bottom-0 sm:mx-0 sm:px-0">
        <CardActions review={review} card={card} suggested={judgement?.suggested ?? null} />
      </div>
      <CardFoot card={card} review={review} whyOpen={props.whyOpen} setWhyOpen={props.setWhyOpen} />
    </>
  );
}

function Progress({ review }: { readonly review: Review }) {
  const t = useTranslations("review");
  const { counts, past } = review.desk;
  const left = counts.new + counts.learning + counts.review;
  return (
    <div className="flex min-h-14 items-center justify-between gap-x-3 py-3 text-sm text-soft">
      <p data-testid="counts">
        <span className="font-medium text-ink">{t("left", { count: left })}</span>
        <span aria-hidden="true"> · </span>
        {t("piles", { new: counts.new, learning: counts.learning, review: counts.review })}
      </p>
      <div className="flex shrink-0 items-center gap-3">
        {review.waiting > 0 && review.offline ? (
          <p role="status" className="text-warn">
            {t("unsaved", { count: review.waiting })}
          </p>
        ) : null}
        <KeyHelpOfReview />
        <button
          type="button"
          onClick={review.undo}
          disabled={past.length === 0}
          className={buttonClass("plain", "small")}
        >
          <Undo2 aria-hidden="true" className="size-4" />
          {t("undo")}
        </button>
      </div>
    </div>
  );
}

function KeyHelpOfReview() {
  const t = useTranslations("review");
  return (
    <KeyHelp
      rows={[
        { keys: ["Space"], does: t("key-space") },
        { keys: ["1", "2", "3", "4"], does: t("key-rate") },
        { keys: ["u"], does: t("key-undo") },
        { keys: ["e"], does: t("key-edit") },
        { keys: ["s"], does: t("key-suspend") },
        { keys: ["b"], does: t("key-bury") },
        { keys: ["f"], does: t("key-flag") },
        { keys: ["w"], does: t("key-why") },
      ]}
    />
  );
}
