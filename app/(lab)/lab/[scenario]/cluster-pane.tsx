"use client";
import { useTranslations } from "next-intl";
/** The cluster as a picture, as tables and as events; time passes when one asks for it. */
import { Tabs } from "radix-ui";
import { buttonClass } from "../../../_ui/button.ts";
import { Bar } from "../../../_ui/skeleton.tsx";
import { ClusterEvents } from "./cluster-events.tsx";
import { ClusterMap } from "./cluster-map.tsx";
import { ClusterTables } from "./cluster-tables.tsx";
import type { Lab } from "./use-lab.ts";

const TAB =
  "border-b-2 border-transparent px-1 pb-1.5 text-sm text-soft hover:text-ink " +
  "data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink";

const SKIP_MS = 10_000;

export function ClusterPane({ lab }: { readonly lab: Lab }) {
  const t = useTranslations("lab");
  const { cluster } = lab;
  if (cluster === null) {
    return (
      <div role="status" aria-label={t("opening")} className="grid gap-3">
        <Bar className="h-5 w-32" />
        <Bar className="h-28" />
        <Bar className="h-28" />
      </div>
    );
  }
  const idle = lab.phase === "ready";
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-soft tabular-nums" title={t("time-title")}>
          {t("time", { seconds: (cluster.elapsedMs / 1000).toFixed(1) })}
        </p>
        <div className="flex gap-1">
          <button
            type="button"
            disabled={!idle}
            onClick={() => lab.wait(SKIP_MS)}
            className={buttonClass("plain", "small")}
          >
            {t("skip", { seconds: SKIP_MS / 1000 })}
          </button>
          <button
            type="button"
            disabled={!idle}
            onClick={() => lab.wait()}
            className={buttonClass("plain", "small")}
          >
            {t("settle")}
          </button>
        </div>
      </div>
      <Tabs.Root defaultValue="map">
        <Tabs.List aria-label={t("cluster")} className="mb-4 flex gap-5 border-b border-line">
          {(["map", "tables", "events"] as const).map((name) => (
            <Tabs.Trigger key={name} value={name} className={TAB}>
              {t(`tab-${name}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="map">
          <ClusterMap cluster={cluster} />
        </Tabs.Content>
        <Tabs.Content value="tables">
          <ClusterTables cluster={cluster} />
        </Tabs.Content>
        <Tabs.Content value="events">
          <ClusterEvents events={cluster.events} />
        </Tabs.Content>
      </Tabs.Root>
    </>
  );
}
