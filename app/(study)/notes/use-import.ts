"use client";
/** An import from the first byte read to its result, and back again. */
import { useState } from "react";
import type { ImportProgress, ImportSummary, UseCaseError } from "#lib/server/use-cases";
import { UNREACHABLE } from "../../_ui/use-failure-text.ts";
import { importNotesAction, undoImportAction } from "./actions.ts";
import { type NoteFile, type named, readFiles } from "./read-files.ts";

export type ImportState =
  | { readonly phase: "idle" | "undone" }
  | { readonly phase: "reading" | "compiling"; readonly done: number; readonly total: number }
  | { readonly phase: "failed"; readonly error: UseCaseError }
  | {
      readonly phase: "done";
      readonly summary: ImportSummary;
      readonly skipped: readonly string[];
    };

type Mode = "merge" | "replace-tree";

const ASK_EVERY_MS = 700;

/** A request of its own: server actions wait for each other. */
async function askProgress(importId: string): Promise<ImportProgress | null> {
  try {
    const response = await fetch(`/api/imports?id=${importId}`, { cache: "no-store" });
    const outcome = await response.json();
    return outcome.ok ? outcome.value : null;
  } catch {
    return null;
  }
}

const NOTHING: UseCaseError = { code: "no-notes", message: "No note among the chosen files." };

export function useImport() {
  const [state, setState] = useState<ImportState>({ phase: "idle" });

  async function send(
    files: readonly NoteFile[],
    mode: Mode,
    rest: { readonly zip?: string; readonly skipped: readonly string[] },
  ): Promise<void> {
    setState({ phase: "compiling", done: 0, total: files.length });
    const importId = crypto.randomUUID();
    const watch = setInterval(async () => {
      const progress = await askProgress(importId);
      if (!progress || progress.phase === "done") return;
      const { done, total } = progress;
      setState((now) => (now.phase === "compiling" ? { phase: "compiling", done, total } : now));
    }, ASK_EVERY_MS);
    try {
      const { zip, skipped } = rest;
      const given = { importId, files: [...files], mode, ...(zip ? { zip } : {}) };
      const outcome = await importNotesAction(given);
      if (outcome.ok) setState({ phase: "done", summary: outcome.value, skipped });
      else setState({ phase: "failed", error: outcome.error });
    } catch {
      setState({ phase: "failed", error: UNREACHABLE });
    } finally {
      clearInterval(watch);
    }
  }

  async function importFiles(chosen: ReturnType<typeof named>, mode: Mode): Promise<void> {
    setState({ phase: "reading", done: 0, total: chosen.length });
    const read = await readFiles(chosen, (done, total) =>
      setState({ phase: "reading", done, total }),
    );
    if (read.files.length === 0 && !read.zip) setState({ phase: "failed", error: NOTHING });
    else await send(read.files, mode, read);
  }

  async function undo(): Promise<void> {
    if (state.phase !== "done") return;
    const outcome = await undoImportAction(state.summary.importId).catch(() => null);
    if (outcome?.ok) setState({ phase: "undone" });
    else setState({ phase: "failed", error: outcome?.error ?? UNREACHABLE });
  }

  return {
    state,
    importFiles,
    importText: (path: string, text: string) => send([{ path, text }], "merge", { skipped: [] }),
    undo,
    reset: () => setState({ phase: "idle" }),
  };
}
