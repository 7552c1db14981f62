"use client";
/** What an import gave, note by note, with what to look at; and the way back. */
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ImportedNote, ImportSummary } from "#lib/server/use-cases";
import { buttonClass } from "../../_ui/button.ts";
import { DiagnosticList } from "../../_ui/diagnostic-list.tsx";

type ImportResultProps = {
  readonly summary: ImportSummary;
  readonly skipped: readonly string[];
  readonly onUndo: () => Promise<void>;
  readonly onMore: () => void;
};

export function ImportResult({ summary, skipped, onUndo, onMore }: ImportResultProps) {
  const t = useTranslations("import");
  const [busy, setBusy] = useState(false);
  const failed = summary.notes.filter((note) => note.status === "failed").length;
  return (
    <div data-testid="import-result">
      <p className="text-xl" role="status">
        {t("result", { notes: summary.notes.length - failed, added: summary.added })}
      </p>
      <p className="mt-1 text-soft">
        {t("result-more", {
          kept: summary.kept,
          retired: summary.retired,
          scenarios: summary.scenarios,
        })}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Link href="/review" className={buttonClass("primary")}>
          {t("review")}
        </Link>
        {summary.scenarios > 0 ? (
          <Link href="/lab" className={buttonClass()}>
            {t("lab")}
          </Link>
        ) : null}
        <button type="button" onClick={onMore} className={buttonClass("plain")}>
          {t("more")}
        </button>
        <button
          type="button"
          disabled={busy}
          onClick={async () => {
            setBusy(true);
            await onUndo();
          }}
          className={buttonClass("plain")}
        >
          {t("undo")}
        </button>
      </div>
      <ul className="mt-8">
        {summary.notes.map((note) => (
          <Imported key={note.path} note={note} />
        ))}
      </ul>
      {skipped.length > 0 ? (
        <details className="mt-4 text-sm text-soft">
          <summary>{t("skipped", { count: skipped.length })}</summary>
          <p className="mt-2 wrap-anywhere">{skipped.slice(0, 50).join(", ")}</p>
        </details>
      ) : null}
    </div>
  );
}

function Imported({ note }: { readonly note: ImportedNote }) {
  const t = useTranslations("import");
  const failed = note.status === "failed";
  return (
    <li className="border-t border-line py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        {note.noteId && !failed ? (
          <Link
            href={`/notes/${note.noteId}`}
            className="font-medium wrap-anywhere hover:text-accent"
          >
            {note.path}
          </Link>
        ) : (
          <span className="font-medium wrap-anywhere">{note.path}</span>
        )}
        <span className={`text-sm ${failed ? "text-bad" : "text-soft"}`}>
          {t(`status-${note.status}`)} · {t("cards", { count: note.cards })}
        </span>
      </div>
      {note.diagnostics.length > 0 ? (
        <details className="mt-1" open={failed}>
          <summary className="text-sm text-soft">
            {t("diagnostics", { count: note.diagnostics.length })}
          </summary>
          <div className="mt-2">
            <DiagnosticList
              diagnostics={note.diagnostics}
              {...(note.noteId
                ? { lineHref: (line: number) => `/notes/${note.noteId}#line-${line}` }
                : {})}
            />
          </div>
        </details>
      ) : null}
    </li>
  );
}
