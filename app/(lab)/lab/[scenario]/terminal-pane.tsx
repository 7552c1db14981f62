"use client";
/** A shell beside the cluster, with our kubectl in it. */
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Bar } from "../../../_ui/skeleton.tsx";
import type { Lab } from "./use-lab.ts";

const Shell = dynamic(() => import("./shell.tsx").then((file) => file.Shell), {
  ssr: false,
  loading: () => <Bar className="m-4 h-24" />,
});

export function TerminalPane({ lab, shown }: { readonly lab: Lab; readonly shown: boolean }) {
  const t = useTranslations("lab");
  const { run, complete } = lab;
  const onLine = useCallback((line: string) => run(line), [run]);
  const onComplete = useCallback(
    (line: string, caret: number) => complete(line, caret),
    [complete],
  );
  return (
    <>
      <p className="border-b border-line px-3 py-2 text-sm text-soft">{t("terminal")}</p>
      <div className="min-h-56 grow overflow-hidden px-2 py-1">
        <Shell
          label={t("terminal-label")}
          greeting={t("terminal-greeting")}
          shown={shown}
          epoch={lab.epoch}
          printed={lab.printed}
          onLine={onLine}
          onComplete={onComplete}
        />
      </div>
    </>
  );
}
