"use client";
/** Takes a card out of the review, or brings it back. */
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { suspendCardAction } from "../notes/actions.ts";

type SuspendCardProps = { readonly cardId: string; readonly suspended: boolean };

export function SuspendCard({ cardId, suspended }: SuspendCardProps) {
  const t = useTranslations("cards");
  const [busy, start] = useTransition();
  return (
    <button
      type="button"
      disabled={busy}
      onClick={() =>
        start(async () => {
          await suspendCardAction(cardId, !suspended);
        })
      }
      className="underline decoration-line-strong underline-offset-4 hover:text-ink"
    >
      {suspended ? t("bring-back") : t("suspend")}
    </button>
  );
}
