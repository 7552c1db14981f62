/** What became of my notes? The list, what each of them gave, and the way to bring more. */
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { listNotes, type NoteListItem } from "#lib/server/use-cases";
import { relativeText } from "../../_ui/interval.ts";
import { KeyHelp } from "../../_ui/key-help.tsx";
import { required } from "../../_ui/outcome.ts";
import { Page, Section } from "../../_ui/page.tsx";
import { ScopedMessages } from "../../_ui/scoped-messages.tsx";
import { SearchField } from "../../_ui/search-field.tsx";
import { ImportPanel } from "./import-panel.tsx";

type NotesPageProps = { readonly searchParams: Promise<{ readonly q?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notes"))("title") };
}

export default async function NotesPage({ searchParams }: NotesPageProps) {
  const t = await getTranslations("notes");
  const { q = "" } = await searchParams;
  const notes = required(await listNotes({}), "/notes");
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = notes.filter((note) =>
    words.every((word) => `${note.title} ${note.path}`.toLowerCase().includes(word)),
  );
  return (
    <ScopedMessages of={["notes", "import"]}>
      <Page
        title={t("title")}
        lead={notes.length === 0 ? t("first") : null}
        actions={<KeyHelp rows={[]} />}
      >
        {notes.length === 0 ? null : (
          <Section
            title={t("count", { count: notes.length })}
            aside={<SearchField label={t("search")} value={q} />}
          >
            {found.length === 0 ? <p className="text-soft">{t("nothing-found")}</p> : null}
            <NoteList notes={found} />
          </Section>
        )}
        <section
          id="import"
          className="scroll-mt-6 border-t border-line pt-6 first:border-t-0 first:pt-0"
        >
          <h2 className="mb-4 text-lg">{t("import")}</h2>
          <ImportPanel />
        </section>
      </Page>
    </ScopedMessages>
  );
}

async function NoteList({ notes }: { readonly notes: readonly NoteListItem[] }) {
  const [t, locale] = [await getTranslations("notes"), await getLocale()];
  return (
    <ul>
      {notes.map((note) => (
        <li key={note.id} className="border-t border-line first:border-t-0">
          <Link
            href={`/notes/${note.id}`}
            className="group grid gap-1 py-3.5 sm:grid-cols-[1fr_auto] sm:gap-6"
          >
            <span className="min-w-0">
              <span
                lang={note.language}
                className="font-medium wrap-anywhere group-hover:text-accent"
              >
                {note.title || note.path}
              </span>
              <span className="block text-sm text-soft wrap-anywhere">{note.path}</span>
            </span>
            <span className="flex flex-wrap items-baseline gap-x-4 text-sm text-soft sm:justify-end sm:text-right">
              <span>{t("cards", { count: note.cards })}</span>
              {note.scenarios > 0 ? <span>{t("scenarios", { count: note.scenarios })}</span> : null}
              {note.diagnostics > 0 ? (
                <span className="text-warn">{t("diagnostics", { count: note.diagnostics })}</span>
              ) : null}
              <span>{relativeText(note.updatedAtMs - Date.now(), locale)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
