"use client";
/** A verdict: what was reached, what was not and why, with the evidence that decided it. */
import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { LabVerdict, WorldsPicture } from "../../../_lab-worker/protocol.ts";
import { relativeText } from "../../../_ui/interval.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { useFailureText } from "../../../_ui/use-failure-text.ts";
import type { Handover } from "./use-lab.ts";
import { WorldsBar } from "./worlds-bar.tsx";

type VerdictViewProps = {
  readonly verdict: LabVerdict;
  readonly handover: Handover | null;
  readonly worlds: WorldsPicture | null;
};

export function VerdictView({ verdict, handover, worlds }: VerdictViewProps) {
  const t = useTranslations("lab");
  const { passed, score, points } = verdict;
  return (
    <section aria-label={t("verdict")} data-testid="verdict" data-passed={passed}>
      <div role="status">
        <p className={`text-xl font-semibold ${passed ? "text-good" : "text-bad"}`}>
          {passed ? t("passed") : t("not-yet")}
        </p>
        <p className="mt-0.5 text-sm text-soft">
          {t("score", { score, points })} ·{" "}
          {t("settled", { seconds: (verdict.settledMs / 1000).toFixed(1) })}
        </p>
      </div>
      {verdict.notice ? <p className="mt-3 text-warn">{verdict.notice}</p> : null}
      {verdict.refusals.map((refusal) => (
        <div key={`${refusal.text}${refusal.stderr}`} className="mt-3">
          <Notice tone="bad" title={t("refused-step", { text: refusal.text })}>
            <pre className="mt-1 font-mono text-xs whitespace-pre-wrap">{refusal.stderr}</pre>
          </Notice>
        </div>
      ))}
      <ul className="mt-4 grid gap-4">
        {verdict.criteria.map((criterion) => (
          <Criterion key={criterion.name} criterion={criterion} />
        ))}
        {verdict.gates
          .filter(({ held }) => !held)
          .map((gate) => (
            <li key={gate.name} className="flex gap-2.5">
              <CircleX aria-hidden="true" className="mt-1 size-4 shrink-0 text-bad" />
              <div>
                <p className="font-medium">{gate.name}</p>
                <p className="text-sm text-soft">{gate.feedback}</p>
              </div>
            </li>
          ))}
      </ul>
      {worlds ? <WorldsBar worlds={worlds} /> : null}
      <HandoverLine handover={handover} verdict={verdict} />
    </section>
  );
}

const LOOK = {
  passed: { icon: CircleCheck, ink: "text-good" },
  failed: { icon: CircleX, ink: "text-bad" },
  "not-reached": { icon: CircleDashed, ink: "text-warn" },
} as const;

function Criterion({ criterion }: { readonly criterion: LabVerdict["criteria"][number] }) {
  const t = useTranslations("lab");
  const { icon: Icon, ink } = LOOK[criterion.verdict];
  return (
    <li className="flex gap-2.5" data-verdict={criterion.verdict}>
      <Icon aria-hidden="true" className={`mt-1 size-4 shrink-0 ${ink}`} />
      <div className="min-w-0 grow">
        <p className="wrap-anywhere">
          <span className="font-medium">{criterion.name}</span>{" "}
          <span className={`text-sm ${ink}`}>
            {t(`criterion-${criterion.verdict}`)} {criterion.earned}/{criterion.points}
          </span>
        </p>
        {criterion.feedback ? (
          <p className="mt-1 text-[0.95rem] wrap-anywhere" data-testid="feedback">
            {criterion.line === undefined ? null : (
              <span className="mr-1.5 rounded bg-bad-soft px-1.5 py-0.5 text-sm font-medium">
                {t("line", { line: criterion.line })}
              </span>
            )}
            {criterion.feedback}
          </p>
        ) : null}
        {criterion.evidence.length > 0 ? (
          <details className="mt-1 text-sm text-soft">
            <summary>{t("evidence", { count: criterion.evidence.length })}</summary>
            <ul className="mt-1.5 grid gap-1">
              {criterion.evidence.map((one) => (
                <li
                  key={`${one.atMs}${one.object ?? ""}${one.text}`}
                  className="grid grid-cols-[4rem_1fr] gap-2"
                >
                  <span className="tabular-nums">{(one.atMs / 1000).toFixed(1)} s</span>
                  <span className="wrap-anywhere">
                    {one.object ? <code className="mr-1 text-xs">{one.object}</code> : null}
                    {one.text}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    </li>
  );
}

function HandoverLine(props: Omit<VerdictViewProps, "worlds">) {
  const [t, locale, failureText] = [useTranslations("lab"), useLocale(), useFailureText()];
  const { handover } = props;
  if (handover === null) return null;
  if (handover.state === "sending") {
    return (
      <p role="status" className="mt-4 text-sm text-soft">
        {t("handing-in")}
      </p>
    );
  }
  if (handover.state === "failed") {
    return (
      <div className="mt-4">
        <Notice tone="warn" title={t("not-stored")} live>
          {failureText(handover)}
        </Notice>
      </div>
    );
  }
  const { memory, verdict, sameAsBrowser } = handover.result;
  const differs = sameAsBrowser === false || verdict.passed !== props.verdict.passed;
  return (
    <div
      role="status"
      data-testid="stored"
      data-same-run={sameAsBrowser}
      className="mt-4 text-sm text-soft"
    >
      <p>{t("stored", { when: relativeText(Math.max(0, memory.dueMs - Date.now()), locale) })}</p>
      {differs ? <p className="mt-1 text-warn">{t("differs")}</p> : null}
    </div>
  );
}
