"use client";
/** A fault of the program: what was kept, and two ways on. */
import { useTranslations } from "next-intl";
import { buttonClass } from "./_ui/button.ts";
import { Page } from "./_ui/page.tsx";

type ErrorProps = {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
};

export default function ErrorPage({ error, reset }: ErrorProps) {
  const t = useTranslations("errors");
  return (
    <Page title={t("fault-title")} lead={t("fault-kept")} width="paper">
      <div className="flex flex-wrap gap-3">
        <button type="button" onClick={reset} className={buttonClass("primary")}>
          {t("again")}
        </button>
        <a href="/today" className={buttonClass()}>
          {t("go-today")}
        </a>
      </div>
      {error.digest ? (
        <p className="mt-8 text-sm text-soft">{t("reference", { digest: error.digest })}</p>
      ) : null}
    </Page>
  );
}
