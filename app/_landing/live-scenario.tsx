"use client";
/** A task to try: the simulator is fetched when one submits, and runs in this page. */
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { LabClient } from "../_lab-worker/lab-client.ts";
import type { LabVerdict } from "../_lab-worker/protocol.ts";
import { buttonClass } from "../_ui/button.ts";
import { Notice } from "../_ui/notice.tsx";
import { SAMPLE_SCENARIO, SAMPLE_SUBMISSION } from "./sample.ts";

const VerdictView = dynamic(() =>
  import("../(lab)/lab/[scenario]/verdict-view.tsx").then((file) => file.VerdictView),
);

type State = "idle" | "running" | "failed" | LabVerdict;

/** Brings the line that the verdict blames into sight. */
function showLine(area: HTMLTextAreaElement | null, line: number | undefined): void {
  if (!area || line === undefined) return;
  const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (line - 10) * lineHeight);
}

export function LiveScenario() {
  const [t, language] = [useTranslations("landing"), useLocale()];
  const [text, setText] = useState(SAMPLE_SUBMISSION);
  const [state, setState] = useState<State>("idle");
  const lab = useRef<LabClient | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => () => lab.current?.close(), []);
  const submit = async () => {
    setState("running");
    try {
      const { openLab } = await import("../_lab-worker/lab-client.ts");
      lab.current?.close();
      const opened = openLab();
      lab.current = opened;
      const { id } = SAMPLE_SCENARIO;
      const scenario = { origin: "note", id, seed: 1, note: SAMPLE_SCENARIO } as const;
      await opened.ask("open", { scenario, language });
      const { verdict } = await opened.ask("grade", { text });
      setState(verdict);
      showLine(area.current, verdict.criteria.find(({ line }) => line !== undefined)?.line);
    } catch {
      setState("failed");
    }
  };
  return (
    <div className="grid items-start gap-6 md:grid-cols-2 md:gap-10">
      <div>
        <textarea
          ref={area}
          aria-label={t("yaml-label")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
          rows={20}
          className="w-full resize-y rounded-lg border border-line bg-sunken px-4 py-3 font-mono text-[0.82rem] leading-relaxed"
        />
        <div className="mt-3 flex flex-wrap gap-2">
          <button
            type="button"
            disabled={state === "running"}
            onClick={submit}
            className={buttonClass("primary")}
          >
            {state === "running" ? t("running") : t("submit")}
          </button>
          {text === SAMPLE_SUBMISSION ? null : (
            <button
              type="button"
              onClick={() => setText(SAMPLE_SUBMISSION)}
              className={buttonClass("plain")}
            >
              {t("reset")}
            </button>
          )}
        </div>
      </div>
      <div aria-live="polite">
        {typeof state === "object" ? (
          <VerdictView verdict={state} handover={null} worlds={null} />
        ) : null}
        {state === "failed" ? <Notice tone="bad">{t("load-failed")}</Notice> : null}
        {state === "idle" || state === "running" ? (
          <p className="text-soft">{t("before-submit")}</p>
        ) : null}
      </div>
    </div>
  );
}
