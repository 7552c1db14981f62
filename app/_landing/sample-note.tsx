/** A few lines of a note, the one that became the card marked. */
import { getTranslations } from "next-intl/server";

export async function SampleNote() {
  const t = await getTranslations("landing");
  return (
    <figure>
      <div className="max-w-[34rem] text-[0.95rem]">
        <p className="mb-3 text-lg font-semibold">{t("note-heading")}</p>
        <ul className="grid list-disc gap-2 pl-5">
          <li className="text-soft">{t("note-line-1")}</li>
          <li>
            <mark className="rounded bg-accent-soft box-decoration-clone px-1 py-0.5 text-ink">
              {t("note-line-2")}
            </mark>
          </li>
          <li className="text-soft">{t("note-line-3")}</li>
        </ul>
      </div>
      <figcaption className="mt-5 text-sm text-soft">{t("note-caption")}</figcaption>
    </figure>
  );
}
