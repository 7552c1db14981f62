/** The shape of the bench while the scenario is fetched. */
import { getTranslations } from "next-intl/server";
import { Bar } from "../../../_ui/skeleton.tsx";

export default async function Loading() {
  const t = await getTranslations("shell");
  return (
    <main
      id="main"
      aria-busy="true"
      className="grid gap-4 p-4 lg:h-[calc(100dvh-3.6rem)] lg:grid-cols-[24rem_1fr_24rem]"
    >
      <p className="sr-only" role="status">
        {t("loading")}
      </p>
      <Bar className="h-40 lg:h-full" />
      <Bar className="h-64 lg:h-full" />
      <Bar className="h-40 lg:h-full" />
    </main>
  );
}
