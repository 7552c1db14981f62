/** The shape of this page while its data is fetched. */
import { getTranslations } from "next-intl/server";
import { PageSkeleton } from "../../_ui/skeleton.tsx";

export default async function Loading() {
  const t = await getTranslations("shell");
  return <PageSkeleton label={t("loading")} rows={6} />;
}
