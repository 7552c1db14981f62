"use client";
/** The bench: on a wide screen all panes at once, on a phone one at a time behind tabs. */
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import type { Language } from "#lib/shared";
import type { LabScenario } from "../../../_lab-worker/protocol.ts";
import { buttonClass } from "../../../_ui/button.ts";
import { KeyHelp } from "../../../_ui/key-help.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { ClusterPane } from "./cluster-pane.tsx";
import { EditorPane } from "./editor-pane.tsx";
import { TaskPane, type TaskSource } from "./task-pane.tsx";
import type { TaskView } from "./task-view.ts";
import { TerminalPane } from "./terminal-pane.tsx";
import { useClock } from "./use-clock.ts";
import { useDraft } from "./use-draft.ts";
import { type Lab, useLab } from "./use-lab.ts";
import { type Split, useSplit } from "./use-split.ts";
import { useWide } from "./use-wide.ts";

export type BenchProps = {
  readonly scenario: LabScenario;
  readonly language: Language;
  readonly task: TaskView | null;
  readonly source: TaskSource | null;
};

const PANES = ["task", "editor", "terminal", "cluster"] as const;
type PaneName = (typeof PANES)[number];

export function Bench({ scenario, language, task, source }: BenchProps) {
  const t = useTranslations("lab");
  const wide = useWide();
  const [hintsUsed, setHintsUsed] = useState(0);
  const [open, setOpen] = useState<PaneName>("task");
  const draft = useDraft(scenario.id);
  const lab = useLab({ scenario, language, hintsUsed, store: true, hasTask: task !== null });
  useClock(lab, lab.steps);
  const { columns, right, rows } = useSplits();
  const submit = useCallback(async () => {
    await lab.submit(draft.text);
    setOpen("task");
  }, [lab, draft.text]);
  const pane = (name: PaneName) => ({ name, label: t(name), shown: wide || open === name, wide });
  const words = lab.task ?? task;
  return (
    <main
      id="main"
      className="flex flex-col max-lg:min-h-[calc(100dvh-3.6rem)] max-lg:pb-14 lg:h-[calc(100dvh-3.6rem)]"
    >
      <h1 className="sr-only">{words?.title ?? t("title")}</h1>
      {wide ? null : <PaneTabs open={open} onOpen={setOpen} />}
      {lab.phase === "broken" ? <Broken lab={lab} /> : null}
      <div
        className="min-h-0 grow max-lg:flex max-lg:flex-col lg:grid"
        style={{
          gridTemplateColumns: `minmax(0, ${columns.value}fr) 1px minmax(0, ${100 - columns.value - right.value}fr) 1px minmax(0, ${right.value}fr)`,
        }}
      >
        <Pane {...pane("task")}>
          <TaskPane
            task={words}
            source={source}
            lab={lab}
            hintsUsed={hintsUsed}
            onHint={() => setHintsUsed((now) => now + 1)}
          />
          <div className="mt-8 hidden lg:block">
            <KeysOfBench />
          </div>
        </Pane>
        <Handle split={columns} />
        <div
          className="min-h-0 min-w-0 max-lg:contents lg:grid"
          style={{
            gridTemplateRows: `minmax(0, ${rows.value}fr) 1px minmax(0, ${100 - rows.value}fr)`,
          }}
        >
          <Pane {...pane("editor")} flush>
            <EditorPane lab={lab} draft={draft} onSubmit={submit} />
          </Pane>
          <Handle split={rows} />
          <Pane {...pane("terminal")} flush>
            <TerminalPane lab={lab} shown={wide || open === "terminal"} />
          </Pane>
        </div>
        <Handle split={right} />
        <Pane {...pane("cluster")}>
          <ClusterPane lab={lab} />
        </Pane>
      </div>
    </main>
  );
}

/** What can be resized: the task's and the cluster's column, and the editor over the terminal. */
function useSplits() {
  const t = useTranslations("lab");
  const columns = useSplit({
    label: t("resize"),
    name: "task",
    initial: 27,
    min: 18,
    max: 45,
    direction: "columns",
  });
  const right = useSplit({
    label: t("resize"),
    name: "cluster",
    initial: 29,
    min: 18,
    max: 45,
    direction: "columns",
    fromEnd: true,
  });
  const rows = useSplit({
    label: t("resize"),
    name: "editor",
    initial: 58,
    min: 20,
    max: 85,
    direction: "rows",
  });
  return { columns, right, rows };
}

function Pane(props: {
  readonly name: PaneName;
  readonly label: string;
  readonly shown: boolean;
  readonly wide: boolean;
  readonly flush?: boolean;
  readonly children: ReactNode;
}) {
  const { name, label, shown, wide, flush } = props;
  return (
    <section
      id={`pane-${name}`}
      aria-label={label}
      data-testid={`pane-${name}`}
      {...(wide ? {} : { role: "tabpanel" })}
      className={`min-h-0 min-w-0 ${shown ? "" : "max-lg:hidden"} ${
        flush ? "flex flex-col max-lg:grow" : "overflow-y-auto p-4 sm:p-5"
      }`}
    >
      {props.children}
    </section>
  );
}

function Handle(props: { readonly split: Split }) {
  const vertical = props.split.handle["aria-orientation"] === "vertical";
  return (
    <div
      {...props.split.handle}
      className={`relative z-10 hidden bg-line hover:bg-accent focus-visible:bg-accent lg:block ${
        vertical
          ? "cursor-col-resize before:absolute before:inset-y-0 before:-inset-x-1.5 before:content-['']"
          : "cursor-row-resize before:absolute before:inset-x-0 before:-inset-y-1.5 before:content-['']"
      }`}
    />
  );
}

function PaneTabs(props: { readonly open: PaneName; readonly onOpen: (name: PaneName) => void }) {
  const t = useTranslations("lab");
  return (
    <div role="tablist" aria-label={t("panes")} className="grid grid-cols-4 border-b border-line">
      {PANES.map((name, index) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={props.open === name}
          aria-controls={`pane-${name}`}
          tabIndex={props.open === name ? 0 : -1}
          onClick={() => props.onOpen(name)}
          onKeyDown={(event) => {
            const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
            const next = PANES[(index + step + PANES.length) % PANES.length];
            if (step === 0 || !next) return;
            props.onOpen(next);
            document.getElementById(`tab-${next}`)?.focus();
          }}
          className="min-h-11 border-b-2 border-transparent text-sm text-soft aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink"
        >
          {t(name)}
        </button>
      ))}
    </div>
  );
}

function Broken({ lab }: { readonly lab: Lab }) {
  const t = useTranslations("lab");
  return (
    <div className="grid gap-3 p-4">
      <Notice tone="bad" title={t("broken")} live>
        {t("broken-kept")} {lab.fault}
      </Notice>
      <button type="button" onClick={lab.restart} className={`${buttonClass()} justify-self-start`}>
        {t("restart")}
      </button>
    </div>
  );
}

function KeysOfBench() {
  const t = useTranslations("lab");
  return (
    <KeyHelp
      rows={[
        { keys: ["Ctrl Enter", "⌘ Enter"], does: t("key-submit") },
        { keys: ["Tab"], does: t("key-tab") },
        { keys: ["Esc Tab"], does: t("key-leave") },
        { keys: ["← →"], does: t("key-resize") },
      ]}
    />
  );
}
