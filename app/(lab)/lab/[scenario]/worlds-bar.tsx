"use client";
/** In how many worlds a submission holds; it fills while the verdict is being read. */
import { useTranslations } from "next-intl";
import type { WorldsPicture } from "../../../_lab-worker/protocol.ts";

export function WorldsBar({ worlds }: { readonly worlds: WorldsPicture }) {
  const t = useTranslations("lab");
  const { failing, passed, run, total } = worlds;
  const text = t("worlds", { passed, run });
  return (
    <div className="mt-5" data-testid="worlds" data-run={run} data-passed={passed}>
      <p className="text-sm text-soft">{text}</p>
      <progress className="mt-1 h-2 w-full" max={total} value={run} aria-label={text} />
      {failing ? (
        <p className="mt-1 text-sm text-warn wrap-anywhere">
          {t("failing-world", { world: failing.world, feedback: failing.feedback })}
        </p>
      ) : null}
    </div>
  );
}
