"use client";
/** What is asked, the hints one has opened, and after handing in what came of it. */
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CardSource } from "#lib/deck";
import { buttonClass } from "../../../_ui/button.ts";
import { Bar } from "../../../_ui/skeleton.tsx";
import { SourceLink } from "../../../(study)/review/source-link.tsx";
import type { TaskView } from "./task-view.ts";
import type { Lab } from "./use-lab.ts";
import { VerdictView } from "./verdict-view.tsx";

export type TaskSource = {
  readonly noteId: string | null;
  readonly source: Pick<CardSource, "path" | "line" | "endLine">;
};

type TaskPaneProps = {
  readonly task: TaskView | null;
  readonly source: TaskSource | null;
  readonly lab: Lab;
  readonly hintsUsed: number;
  readonly onHint: () => void;
};

export function TaskPane({ task, source, lab, hintsUsed, onHint }: TaskPaneProps) {
  const t = useTranslations("lab");
  return (
    <>
      {lab.verdict ? (
        <div className="mb-8 border-b border-line pb-6">
          <VerdictView verdict={lab.verdict} handover={lab.handover} worlds={lab.worlds} />
          {lab.verdict.passed && task?.debrief ? (
            <div className="mt-6">
              <h2 className="mb-2 text-base">{t("debrief")}</h2>
              <Html html={task.debrief} />
            </div>
          ) : null}
        </div>
      ) : null}
      {task === null ? (
        <div role="status" aria-label={t("opening")} className="grid gap-3">
          <Bar className="h-6 w-2/3" />
          <Bar className="h-4" />
          <Bar className="h-4 w-5/6" />
          <Bar className="h-4 w-1/2" />
        </div>
      ) : (
        <>
          <h2 className="text-xl" data-testid="task-title">
            {task.title}
          </h2>
          {source ? (
            <p className="mt-1 text-sm text-soft">
              <SourceLink
                noteId={source.noteId}
                source={{ ...source.source, headings: [] }}
                label={t("source", { path: source.source.path, line: source.source.line })}
              />
            </p>
          ) : null}
          <Html html={task.html} />
          <Assumptions list={task.assumptions} />
          <Hints hints={task.hints} used={hintsUsed} onHint={onHint} />
        </>
      )}
      <div className="mt-8">
        <button type="button" onClick={lab.restart} className={buttonClass("plain", "small")}>
          <RotateCcw aria-hidden="true" className="size-4" />
          {t("restart")}
        </button>
        <p className="mt-1 text-sm text-soft">{lab.typed ? t("graded-all") : t("graded-text")}</p>
      </div>
    </>
  );
}

function Html({ html }: { readonly html: string }) {
  return (
    <div
      className="prose mt-4 text-[0.95rem]"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

function Assumptions({ list }: { readonly list: readonly string[] }) {
  const t = useTranslations("lab");
  if (list.length === 0) return null;
  return (
    <div className="mt-6 text-sm text-soft">
      <h3 className="text-sm">{t("assumptions")}</h3>
      <ul className="mt-1 list-disc pl-5">
        {list.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  );
}

function Hints(props: {
  readonly hints: readonly string[];
  readonly used: number;
  readonly onHint: () => void;
}) {
  const t = useTranslations("lab");
  const { hints, used } = props;
  if (hints.length === 0) return null;
  return (
    <div className="mt-6" aria-live="polite">
      {hints.slice(0, used).map((hint, index) => (
        <div key={hint} className="mb-3 border-l-2 border-accent/50 pl-3">
          <p className="text-sm text-soft">{t("hint", { number: index + 1 })}</p>
          <Html html={hint} />
        </div>
      ))}
      {used < hints.length ? (
        <button type="button" onClick={props.onHint} className={buttonClass("quiet", "small")}>
          {t("show-hint", { left: hints.length - used })}
        </button>
      ) : null}
    </div>
  );
}
