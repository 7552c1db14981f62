"use client";
/** The end of today's queue: what was done, when it goes on. No praise, no shame. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { buttonClass } from "../../_ui/button.ts";
import { relativeText } from "../../_ui/interval.ts";

type SessionEndProps = { readonly nextDueAtMs: number | null; readonly answered: number };

export function SessionEnd({ nextDueAtMs, answered }: SessionEndProps) {
  const t = useTranslations("review");
  const locale = useLocale();
  const when =
    nextDueAtMs === null ? null : relativeText(Math.max(0, nextDueAtMs - Date.now()), locale);
  return (
    <section className="grow pt-16 sm:pt-24" data-testid="session-end">
      <h2 className="text-2xl">{t("end-title")}</h2>
      <p className="mt-3 text-soft">
        {answered > 0 ? t("end-answered", { count: answered }) : t("end-nothing")}{" "}
        {when === null ? t("end-no-next") : t("end-next", { when })}
      </p>
      <div className="mt-8 flex flex-wrap gap-3">
        <Link href="/lab" className={buttonClass("primary")}>
          {t("end-lab")}
        </Link>
        <Link href="/notes" className={buttonClass()}>
          {t("end-notes")}
        </Link>
      </div>
    </section>
  );
}
