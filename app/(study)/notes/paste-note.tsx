"use client";
/** A note typed or pasted, with a name; what was typed survives a reload. */
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { buttonClass, FIELD_CLASS } from "../../_ui/button.ts";

const DRAFT_KEY = "kubedeck.draft.paste";

type PasteNoteProps = {
  readonly disabled: boolean;
  readonly onText: (path: string, text: string) => void;
};

export function PasteNote({ disabled, onText }: PasteNoteProps) {
  const t = useTranslations("import");
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  useEffect(() => setText(sessionStorage.getItem(DRAFT_KEY) ?? ""), []);
  const type = (next: string) => {
    setText(next);
    sessionStorage.setItem(DRAFT_KEY, next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const path = name.trim() || t("paste-name-default");
    onText(/\.\w+$/.test(path) ? path : `${path}.md`, text);
    sessionStorage.removeItem(DRAFT_KEY);
  };
  return (
    <details className="group">
      <summary className="inline-block text-soft underline decoration-line-strong underline-offset-4 hover:text-ink">
        {t("paste")}
      </summary>
      <form onSubmit={submit} className="mt-4 grid gap-3">
        <label className="grid gap-1 text-sm text-soft">
          {t("paste-name")}
          <input
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder={`${t("paste-name-default")}.md`}
            className={`${FIELD_CLASS} max-w-80`}
          />
        </label>
        <label className="grid gap-1 text-sm text-soft">
          {t("paste-text")}
          <textarea
            required
            rows={10}
            value={text}
            onChange={(event) => type(event.target.value)}
            className={`${FIELD_CLASS} font-mono text-sm leading-relaxed`}
          />
        </label>
        <button
          type="submit"
          disabled={disabled || text.trim() === ""}
          className={`${buttonClass("primary")} justify-self-start`}
        >
          {t("paste-submit")}
        </button>
      </form>
    </details>
  );
}
