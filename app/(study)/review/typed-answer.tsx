"use client";
/** Where the learner types; Enter checks, an empty answer just shows the back. */
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { buttonClass, FIELD_CLASS } from "../../_ui/button.ts";
import { type Judgement, judgeTyped } from "./judge-typed.ts";
import type { ShownCard } from "./shown-card.ts";

type TypedAnswerProps = {
  readonly card: ShownCard;
  readonly revealed: boolean;
  readonly onDone: (judgement: Judgement | null) => void;
};

export function TypedAnswer({ card, revealed, onDone }: TypedAnswerProps) {
  const t = useTranslations("review");
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const check = async (event: FormEvent) => {
    event.preventDefault();
    // Out of the field, so that the rating keys work at once.
    field.current?.blur();
    onDone(typed.trim() === "" ? null : await judgeTyped(card, typed));
  };
  return (
    <form onSubmit={check} className="mt-6 flex gap-2">
      <input
        ref={field}
        value={typed}
        readOnly={revealed}
        onChange={(event) => setTyped(event.target.value)}
        aria-label={t("your-answer")}
        placeholder={t("type-answer")}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        className={`${FIELD_CLASS} font-mono text-[0.95rem]`}
      />
      {revealed ? null : (
        <button type="submit" className={buttonClass("quiet")}>
          {t("check")}
        </button>
      )}
    </form>
  );
}
