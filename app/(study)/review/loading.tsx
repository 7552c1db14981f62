/** The shape of a card while the first one is fetched. */
import { getTranslations } from "next-intl/server";
import { Bar } from "../../_ui/skeleton.tsx";

export default async function Loading() {
  const t = await getTranslations("shell");
  return (
    <main id="main" aria-busy="true" className="mx-auto w-full max-w-[44rem] px-4 pt-10 sm:px-6">
      <p className="sr-only" role="status">
        {t("loading")}
      </p>
      <Bar className="h-4 w-40" />
      <Bar className="mt-12 h-4 w-56" />
      <Bar className="mt-6 h-8 w-full" />
      <Bar className="mt-3 h-8 w-2/3" />
    </main>
  );
}
