/** One note, rendered, with its cards beside the lines they were made from. */
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { getNote, type NoteView } from "#lib/server/use-cases";
import { buttonClass } from "../../../_ui/button.ts";
import { DiagnosticList } from "../../../_ui/diagnostic-list.tsx";
import { KeyHelp } from "../../../_ui/key-help.tsx";
import { type NoteBlock, renderNote } from "../../../_ui/markdown.ts";
import { required } from "../../../_ui/outcome.ts";
import { Page, Section } from "../../../_ui/page.tsx";
import { ScopedMessages } from "../../../_ui/scoped-messages.tsx";
import { DeleteNote } from "./delete-note.tsx";
import { MarginCard } from "./margin-card.tsx";
import { NoteEditor } from "./note-editor.tsx";

type NotePageProps = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly edit?: string }>;
};

export async function generateMetadata({ params }: NotePageProps): Promise<Metadata> {
  const outcome = await getNote({ id: (await params).id });
  return { title: outcome.ok ? outcome.value.title || outcome.value.path : "…" };
}

export default async function NotePage({ params, searchParams }: NotePageProps) {
  const t = await getTranslations("note");
  const [{ id }, { edit }] = [await params, await searchParams];
  const note = required(await getNote({ id }), `/notes/${id}`);
  return (
    <ScopedMessages of={["note", "kinds"]}>
      <Page
        title={note.title || note.path}
        width={edit ? "list" : "wide"}
        lead={t("facts", { path: note.path, cards: note.cards.length, version: note.version })}
        actions={
          edit ? null : (
            <>
              <KeyHelp rows={[]} />
              <Link href={`/notes/${id}?edit=1`} className={buttonClass()}>
                {t("edit")}
              </Link>
            </>
          )
        }
      >
        {edit ? (
          <NoteEditor noteId={id} path={note.path} text={note.text} version={note.version} />
        ) : (
          <NoteBody note={note} />
        )}
      </Page>
    </ScopedMessages>
  );
}

async function NoteBody({ note }: { readonly note: NoteView }) {
  const t = await getTranslations("note");
  return (
    <>
      <Findings note={note} />
      <Beside note={note} blocks={bodyOf(note)} />
      <div className="mt-16 border-t border-line pt-6">
        <DeleteNote noteId={note.id} title={note.title || note.path} />
        <p className="mt-2 text-sm text-soft">{t("delete-keeps")}</p>
      </div>
    </>
  );
}

async function Findings({ note }: { readonly note: NoteView }) {
  const t = await getTranslations("note");
  const open = [
    ...note.gaps.map((gap) => ({ line: gap.line, text: t("gap", { heading: gap.heading }) })),
    ...note.openQuestions.map((question) => ({ line: question.line, text: question.text })),
  ];
  if (note.diagnostics.length + open.length + note.scenarios.length === 0) return null;
  return (
    <div className="mb-8">
      {note.scenarios.length > 0 ? (
        <Section title={t("scenarios")}>
          <ul className="grid gap-1">
            {note.scenarios.map((scenario) => (
              <li key={scenario.id} className="flex flex-wrap gap-x-4">
                <Link
                  href={`/lab/${scenario.id}`}
                  className="font-medium text-accent underline-offset-4 hover:underline"
                >
                  {scenario.title}
                </Link>
                <a href={`#line-${scenario.line}`} className="text-soft">
                  {t("line", { line: scenario.line })}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {note.diagnostics.length > 0 ? (
        <Section title={t("diagnostics")}>
          <DiagnosticList diagnostics={note.diagnostics} lineHref={(line) => `#line-${line}`} />
        </Section>
      ) : null}
      {open.length > 0 ? (
        <Section title={t("open")} lead={t("open-text")}>
          <ul className="grid gap-1.5">
            {open.map((item) => (
              <li key={`${item.line}:${item.text}`} className="flex gap-4">
                <a
                  href={`#line-${item.line}`}
                  className="w-20 shrink-0 text-soft underline underline-offset-4"
                >
                  {t("line", { line: item.line })}
                </a>
                <span>{item.text}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <hr className="border-line" />
    </div>
  );
}

/** The page's own heading says what the note's first one says. */
function bodyOf(note: NoteView): readonly NoteBlock[] {
  const blocks = renderNote(note.text);
  const [first, ...rest] = blocks;
  const named = first?.html.startsWith("<h1") && first.html.replace(/<[^>]+>/g, "") === note.title;
  return named ? rest : blocks;
}

const OPEN_MAX = 3;

type Row = { readonly block: NoteBlock; readonly cards: NoteView["cards"] };

/** Each card stands at the last block that begins at or before its line, and only there. */
function rowsOf(note: NoteView, blocks: readonly NoteBlock[]): readonly Row[] {
  const placed = new Map<NoteBlock, NoteView["cards"][number][]>();
  for (const card of note.cards) {
    const line = card.sources.find((source) => source.path === note.path)?.line ?? 1;
    const block = blocks.findLast((one) => one.line <= line) ?? blocks[0];
    if (block) placed.set(block, [...(placed.get(block) ?? []), card]);
  }
  return blocks.map((block) => ({ block, cards: placed.get(block) ?? [] }));
}

async function Beside(props: { readonly note: NoteView; readonly blocks: readonly NoteBlock[] }) {
  const t = await getTranslations("note");
  const anchors = new Set<number>();
  return (
    <div lang={props.note.language} className="grid gap-y-3.5">
      {rowsOf(props.note, props.blocks).map(({ block, cards }) => (
        <div
          key={block.line}
          className="grid scroll-mt-8 gap-x-12 gap-y-2 lg:grid-cols-[minmax(0,44rem)_minmax(0,1fr)]"
        >
          <div className="min-w-0">
            {lines(block, anchors).map((line) => (
              <span key={line} id={`line-${line}`} className="block scroll-mt-8" />
            ))}
            <div
              className="prose"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderNote.
              dangerouslySetInnerHTML={{ __html: block.html }}
            />
          </div>
          {cards.length > 0 ? (
            <details open={cards.length <= OPEN_MAX}>
              <summary className="text-xs text-soft">{t("cards", { count: cards.length })}</summary>
              <ul className="mt-1 grid gap-1.5 border-l-2 border-accent/40 pl-3">
                {cards.map((card) => (
                  <MarginCard key={card.id} card={card} />
                ))}
              </ul>
            </details>
          ) : null}
        </div>
      ))}
    </div>
  );
}

/** Every line of the text can be linked once, though blocks may share lines. */
function lines(block: NoteBlock, taken: Set<number>): readonly number[] {
  const found: number[] = [];
  for (let line = block.line; line <= block.endLine; line++) {
    if (!taken.has(line)) found.push(line);
    taken.add(line);
  }
  return found;
}
