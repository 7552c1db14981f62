"use client";
/** The options of a choice card; choosing one shows which was right, by word and mark. */
import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ShownCard } from "./shown-card.ts";

type ChoiceOptionsProps = {
  readonly options: ShownCard["options"];
  readonly revealed: boolean;
  readonly onChosen: () => void;
};

export function ChoiceOptions({ options, revealed, onChosen }: ChoiceOptionsProps) {
  const t = useTranslations("review");
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <ul className="mt-6 grid gap-2">
      {options.map((option, index) => {
        const mark = revealed && (option.right ? "right" : index === chosen ? "wrong" : null);
        return (
          <li key={option.html}>
            <button
              type="button"
              disabled={revealed}
              onClick={() => {
                setChosen(index);
                onChosen();
              }}
              className={`flex w-full items-center gap-3 rounded-lg border px-4 py-2.5 text-left ${
                mark === "right" ? "border-good" : mark === "wrong" ? "border-bad" : "border-line"
              } ${revealed ? "" : "hover:border-line-strong"}`}
            >
              <span
                className="prose grow"
                // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown sanitises.
                dangerouslySetInnerHTML={{ __html: option.html }}
              />
              {mark === "right" ? (
                <span className="flex items-center gap-1 text-sm text-good">
                  <Check aria-hidden="true" className="size-4" />
                  {t("right")}
                </span>
              ) : null}
              {mark === "wrong" ? (
                <span className="flex items-center gap-1 text-sm text-bad">
                  <X aria-hidden="true" className="size-4" />
                  {t("wrong")}
                </span>
              ) : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
