"use client";
/**
 * The manifest being written, with what the cluster would refuse underlined,
 * and the two ways on.
 */
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { buttonClass } from "../../../_ui/button.ts";
import { Bar } from "../../../_ui/skeleton.tsx";
import type { Draft } from "./use-draft.ts";
import type { Lab } from "./use-lab.ts";

const YamlEditor = dynamic(() => import("./yaml-editor.tsx").then((file) => file.YamlEditor), {
  ssr: false,
  loading: () => <Bar className="m-4 h-40" />,
});

type EditorPaneProps = {
  readonly lab: Lab;
  readonly draft: Draft;
  readonly onSubmit: () => Promise<void>;
};

export function EditorPane({ lab, draft, onSubmit }: EditorPaneProps) {
  const t = useTranslations("lab");
  const busy = lab.phase === "busy" || lab.phase === "loading";
  const { check, apply } = lab;
  const onCheck = useCallback((text: string) => check(text), [check]);
  return (
    <>
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-1.5">
        <p className="text-sm text-soft">manifest.yaml</p>
        <div className="flex gap-2">
          <button
            type="button"
            disabled={busy || draft.text.trim() === ""}
            onClick={() => apply(draft.text)}
            title={t("apply-title")}
            className={buttonClass("quiet", "small")}
          >
            {t("apply")}
          </button>
          <button
            type="button"
            disabled={busy}
            onClick={onSubmit}
            className={buttonClass("primary", "small")}
          >
            {lab.phase === "busy" ? t("running") : t("submit")}
          </button>
        </div>
      </div>
      <div className="min-h-64 grow overflow-hidden">
        <YamlEditor
          label={t("editor-label")}
          placeholder={t("editor-placeholder")}
          text={draft.text}
          revision={draft.revision}
          line={failingLine(lab)}
          onType={draft.type}
          onSubmit={onSubmit}
          onCheck={onCheck}
        />
      </div>
    </>
  );
}

/** The line that the verdict blames first. */
function failingLine(lab: Lab): number | null {
  return lab.verdict?.criteria.find((one) => one.line !== undefined)?.line ?? null;
}
