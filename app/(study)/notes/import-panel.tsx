"use client";
/** Brings notes in by drop, choice or paste; shows how far it is and what became of each. */
import { FolderOpen, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { buttonClass } from "../../_ui/button.ts";
import { Notice } from "../../_ui/notice.tsx";
import { useFailureText } from "../../_ui/use-failure-text.ts";
import { ImportResult } from "./import-result.tsx";
import { PasteNote } from "./paste-note.tsx";
import { dropped, named } from "./read-files.ts";
import { type ImportState, useImport } from "./use-import.ts";

export function ImportPanel() {
  const t = useTranslations("import");
  const failureText = useFailureText();
  const { state, importFiles, importText, undo, reset } = useImport();
  if (state.phase === "done") {
    return (
      <ImportResult summary={state.summary} skipped={state.skipped} onUndo={undo} onMore={reset} />
    );
  }
  const busy = state.phase === "reading" || state.phase === "compiling";
  return (
    <div className="grid gap-5">
      {state.phase === "undone" ? (
        <Notice tone="good" live>
          {t("undone")}
        </Notice>
      ) : null}
      {state.phase === "failed" ? (
        <Notice tone="bad" title={t("failed")} live>
          {failureText(state.error)}
        </Notice>
      ) : null}
      {busy ? <Progress state={state} /> : <Chooser onFiles={importFiles} />}
      <PasteNote disabled={busy} onText={importText} />
    </div>
  );
}

type ChooserProps = { readonly onFiles: ReturnType<typeof useImport>["importFiles"] };

function Chooser({ onFiles }: ChooserProps) {
  const t = useTranslations("import");
  const [whole, setWhole] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const mode = whole ? "replace-tree" : "merge";
  const drop = async (transfer: DataTransfer) => onFiles(await dropped(transfer), mode);
  const choose = (input: HTMLInputElement | null) => {
    if (input?.files?.length) onFiles(named(input.files), mode);
  };
  // What was chosen before the page came alive told nobody: it is looked for once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was there at the start.
  useEffect(() => {
    choose(files.current);
    choose(folder.current);
  }, []);
  return (
    <DropZone onDrop={drop}>
      <p className="text-lg font-medium">{t("drop")}</p>
      <p className="mx-auto mt-1 max-w-[46ch] text-soft">{t("drop-text")}</p>
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        <button
          type="button"
          onClick={() => files.current?.click()}
          className={buttonClass("primary")}
        >
          <Upload aria-hidden="true" className="size-4" />
          {t("choose-files")}
        </button>
        <button type="button" onClick={() => folder.current?.click()} className={buttonClass()}>
          <FolderOpen aria-hidden="true" className="size-4" />
          {t("choose-folder")}
        </button>
      </div>
      <label className="mt-6 inline-flex items-baseline gap-2 text-left text-sm text-soft">
        <input
          type="checkbox"
          checked={whole}
          onChange={(event) => setWhole(event.target.checked)}
          className="accent-accent"
        />
        {t("whole")}
      </label>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t("choose-files")}
        data-testid="choose-files"
        accept=".md,.markdown,.mdx,.txt,.zip"
        onChange={() => choose(files.current)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={t("choose-folder")}
        {...{ webkitdirectory: "" }}
        onChange={() => choose(folder.current)}
      />
    </DropZone>
  );
}

type DropZoneProps = { onDrop(transfer: DataTransfer): void; readonly children: ReactNode };

function DropZone({ onDrop, children }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const dropHere = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onDrop(event.dataTransfer);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: one way of three; all can use the others.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropHere}
      className={`rounded-xl border border-dashed px-6 py-10 text-center transition-colors ${
        over ? "border-accent bg-accent-soft" : "border-line-strong/60"
      }`}
    >
      {children}
    </div>
  );
}

function Progress({ state }: { readonly state: Extract<ImportState, { total: number }> }) {
  const t = useTranslations("import");
  return (
    <div role="status" className="rounded-xl bg-sunken px-6 py-10">
      <p className="font-medium">
        {state.phase === "reading"
          ? t("reading", { done: state.done, total: state.total })
          : t("compiling", { done: state.done, total: state.total })}
      </p>
      <progress
        aria-label={t("progress")}
        value={state.total > 0 ? state.done : undefined}
        max={Math.max(1, state.total)}
        className="mt-4 h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
      <p className="mt-3 text-sm text-soft">{t("keep")}</p>
    </div>
  );
}
