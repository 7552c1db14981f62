/** An address that leads nowhere: says so and offers the places that exist. */
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "./_ui/button.ts";
import { Page } from "./_ui/page.tsx";

export default async function NotFound() {
  const t = await getTranslations("errors");
  return (
    <Page title={t("not-found-title")} lead={t("not-found-text")} width="paper">
      <div className="flex flex-wrap gap-3">
        <Link href="/today" className={buttonClass("primary")}>
          {t("go-today")}
        </Link>
        <Link href="/" className={buttonClass()}>
          {t("go-home")}
        </Link>
      </div>
    </Page>
  );
}
