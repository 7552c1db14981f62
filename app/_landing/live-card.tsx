"use client";
/** A card to try: Space shows the answer, then a rating says when it would come back. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DEFAULT_SETTINGS, newMemory, preview } from "#lib/review";
import { buttonClass } from "../_ui/button.ts";
import { intervalText } from "../_ui/interval.ts";

const RATINGS = ["again", "hard", "good", "easy"] as const;

export function LiveCard() {
  const t = useTranslations("landing");
  const [side, setSide] = useState<"front" | "back">("front");
  const [rated, setRated] = useState<(typeof RATINGS)[number] | null>(null);
  const locale = useLocale();
  const outcomes = preview(newMemory("sample"), Date.now(), DEFAULT_SETTINGS);
  const flip = () => setSide("back");
  return (
    <div className="flex min-h-72 flex-col rounded-xl border border-line bg-surface p-6 shadow-raised">
      <p className="text-sm text-soft">{t("card-path")}</p>
      <p className="mt-4 text-lg">{t("card-front")}</p>
      <div aria-live="polite" className="mt-4 grow">
        {side === "back" ? (
          <p className="border-t border-line pt-4 text-lg">{t("card-back")}</p>
        ) : null}
        {rated ? (
          <p className="mt-3 text-soft">
            {t("rated", { interval: intervalText(outcomes[rated].intervalMs, locale) })}
          </p>
        ) : null}
      </div>
      {side === "front" ? (
        <button type="button" onClick={flip} className={`${buttonClass("primary")} w-full`}>
          {t("show-answer")}
        </button>
      ) : (
        <div className="grid grid-cols-4 gap-2">
          {RATINGS.map((rating) => (
            <button
              key={rating}
              type="button"
              aria-pressed={rated === rating}
              onClick={() => setRated(rating)}
              className={`${buttonClass("quiet")} min-w-0 px-1! aria-pressed:border-accent aria-pressed:bg-accent-soft`}
            >
              {t(rating)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
