"use client";
/** A card's two sides. The answer appears below the question and never replaces it. */
import { useTranslations } from "next-intl";
import { ChoiceOptions } from "./choice-options.tsx";
import type { Judgement } from "./judge-typed.ts";
import type { ShownCard } from "./shown-card.ts";
import { TypedAnswer } from "./typed-answer.tsx";

const TYPED = new Set<ShownCard["kind"]>(["command", "field-path", "yaml-blank", "cloze"]);

export function isTyped(card: ShownCard): boolean {
  return TYPED.has(card.kind) && card.answers.length > 0;
}

type CardFaceProps = {
  readonly card: ShownCard;
  readonly revealed: boolean;
  readonly judgement: Judgement | null;
  readonly onTyped: (judgement: Judgement | null) => void;
};

export function CardFace({ card, revealed, judgement, onTyped }: CardFaceProps) {
  const t = useTranslations("review");
  return (
    <article
      aria-label={t("card")}
      lang={card.language}
      data-testid="card"
      data-card={card.id}
      className="grow pt-4 pb-8 sm:pt-10"
    >
      <p className="text-sm text-soft">
        {card.source?.headings.length ? card.source.headings.join(" › ") : card.source?.path}
      </p>
      <Html html={card.frontHtml} className="mt-4 text-xl leading-relaxed" />
      <Extras card={card} revealed={revealed} />
      {isTyped(card) ? <TypedAnswer card={card} revealed={revealed} onDone={onTyped} /> : null}
      {card.kind === "choice" ? (
        <ChoiceOptions options={card.options} revealed={revealed} onChosen={() => onTyped(null)} />
      ) : null}
      <div aria-live="polite" data-testid="answer">
        {revealed ? (
          <div className="mt-8 border-t border-line pt-6">
            {judgement ? <Verdict judgement={judgement} /> : null}
            {card.kind === "choice" ? null : (
              <Html html={card.backHtml} className="text-lg leading-relaxed" />
            )}
          </div>
        ) : null}
      </div>
    </article>
  );
}

function Html(props: { readonly html: string; readonly className: string }) {
  return (
    <div
      className={`prose ${props.className}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown.
      dangerouslySetInnerHTML={{ __html: props.html }}
    />
  );
}

function Extras({ card, revealed }: { readonly card: ShownCard; readonly revealed: boolean }) {
  const t = useTranslations("review");
  if (card.items.length > 0 && !revealed) {
    return (
      <div className="mt-5">
        <p className="text-sm text-soft">{t("put-in-order")}</p>
        <ul className="mt-2 grid gap-1.5">
          {card.items.map((item) => (
            <li key={item} className="rounded-lg bg-sunken px-3 py-1.5">
              {item}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  if (card.pairs.length === 0 || revealed) return null;
  const right = card.pairs.map(([, side]) => side).sort();
  return (
    <div className="mt-5 grid grid-cols-2 gap-x-6 gap-y-1.5">
      <ul className="grid content-start gap-1.5">
        {card.pairs.map(([side]) => (
          <li key={side} className="rounded-lg bg-sunken px-3 py-1.5">
            {side}
          </li>
        ))}
      </ul>
      <ul className="grid content-start gap-1.5">
        {right.map((side) => (
          <li key={side} className="rounded-lg border border-line px-3 py-1.5">
            {side}
          </li>
        ))}
      </ul>
    </div>
  );
}

const VERDICT_INK = { right: "text-good", almost: "text-warn", wrong: "text-bad" } as const;

function Verdict({ judgement }: { readonly judgement: Judgement }) {
  const t = useTranslations("review");
  return (
    <div className="mb-4">
      <p className={`font-medium ${VERDICT_INK[judgement.verdict]}`}>{t(judgement.verdict)}</p>
      {judgement.differences.length > 0 ? (
        <ul className="mt-1 list-disc pl-5 text-[0.95rem] text-soft">
          {judgement.differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
