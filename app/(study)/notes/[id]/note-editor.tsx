"use client";
/** A note's text, saved with one key; what is typed survives a reload until it is saved. */
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { UseCaseError } from "#lib/server/use-cases";
import { buttonClass, FIELD_CLASS } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { UNREACHABLE, useFailureText } from "../../../_ui/use-failure-text.ts";
import { saveNoteAction } from "../actions.ts";

type NoteEditorProps = {
  readonly noteId: string;
  readonly path: string;
  readonly text: string;
  readonly version: number;
};

export function NoteEditor({ noteId, path, text, version }: NoteEditorProps) {
  const t = useTranslations("note");
  const failureText = useFailureText();
  const router = useRouter();
  const field = useRef<HTMLTextAreaElement>(null);
  const { draft, restored, type, forget } = useNoteDraft({ noteId, version, text });
  const [state, setState] = useState<"idle" | "saving" | UseCaseError>("idle");
  useEffect(() => goToLine(field.current), []);

  const leave = () => {
    forget();
    router.push(`/notes/${noteId}`);
  };
  const save = async () => {
    setState("saving");
    const outcome = await saveNoteAction({
      id: noteId,
      path,
      text: draft,
      baseVersion: version,
    }).catch(() => null);
    if (outcome?.ok) leave();
    else setState(outcome?.error ?? UNREACHABLE);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  return (
    <div className="grid gap-4">
      {restored ? <Notice tone="info">{t("restored")}</Notice> : null}
      {typeof state === "object" ? (
        <Notice tone="bad" title={t("not-saved")} live>
          {failureText(state)}
        </Notice>
      ) : null}
      <textarea
        ref={field}
        aria-label={t("text-of", { path })}
        value={draft}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        spellCheck={false}
        className={`${FIELD_CLASS} min-h-[60dvh] resize-y font-mono text-[0.9rem] leading-relaxed`}
      />
      <EditorButtons
        saving={state === "saving"}
        changed={draft !== text}
        onSave={save}
        onCancel={leave}
      />
    </div>
  );
}

/** What is typed, kept in this browser under the version that it changes. */
function useNoteDraft({ noteId, version, text }: Omit<NoteEditorProps, "path">) {
  const [draft, setDraft] = useState(text);
  const [restored, setRestored] = useState(false);
  const key = `kubedeck.draft.${noteId}.${version}`;
  useEffect(() => {
    const kept = localStorage.getItem(key);
    if (kept !== null && kept !== text) {
      setDraft(kept);
      setRestored(true);
    }
  }, [key, text]);
  const type = (next: string) => {
    setDraft(next);
    localStorage.setItem(key, next);
  };
  return { draft, restored, type, forget: () => localStorage.removeItem(key) };
}

function EditorButtons(props: {
  readonly saving: boolean;
  readonly changed: boolean;
  onSave(): void;
  onCancel(): void;
}) {
  const t = useTranslations("note");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <button
        type="button"
        onClick={props.onSave}
        disabled={props.saving || !props.changed}
        className={buttonClass("primary")}
      >
        {props.saving ? t("saving") : t("save")}
      </button>
      <button type="button" onClick={props.onCancel} className={buttonClass("plain")}>
        {t("cancel")}
      </button>
      <p className="text-sm text-soft">{t("save-keeps")}</p>
    </div>
  );
}

/** `#line-12` in the address puts the caret on that line. */
function goToLine(field: HTMLTextAreaElement | null): void {
  const wanted = Number(/^#line-(\d+)$/.exec(location.hash)?.[1] ?? 0);
  if (!field || wanted < 1) return;
  const before = field.value.split("\n").slice(0, wanted - 1);
  const at = before.join("\n").length + (wanted > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(at, at);
  const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight);
  field.scrollTop = Math.max(0, (wanted - 6) * lineHeight);
}
