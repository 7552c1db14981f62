/** A card in a note's margin: its question, its answer on request, how well it is known. */
import { useLocale, useTranslations } from "next-intl";
import type { NoteView } from "#lib/server/use-cases";
import { relativeText } from "../../../_ui/interval.ts";
import { renderMarkdown } from "../../../_ui/markdown.ts";

export function MarginCard({ card }: { readonly card: NoteView["cards"][number] }) {
  const [t, kinds, locale] = [useTranslations("note"), useTranslations("kinds"), useLocale()];
  const { memory } = card;
  const known =
    card.state === "suspended"
      ? t("suspended")
      : memory === null || memory.state === "new"
        ? t("new")
        : t("due", { when: relativeText(memory.dueMs - Date.now(), locale) });
  return (
    <li className="text-sm">
      <details>
        <summary className="cursor-pointer list-none rounded hover:text-accent">
          <span
            className="prose line-clamp-2 leading-snug [&>*+*]:mt-0!"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown.
            dangerouslySetInnerHTML={{ __html: renderMarkdown(card.front) }}
          />
          <span className="text-xs text-soft">
            {kinds(card.kind)} · {known}
          </span>
        </summary>
        <div
          className="prose mt-1 leading-snug text-soft"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown.
          dangerouslySetInnerHTML={{ __html: renderMarkdown(card.back) }}
        />
      </details>
    </li>
  );
}
