"use client";
/** What the cluster reported, newest first; warnings carry the word. */
import { useTranslations } from "next-intl";
import type { EventPicture } from "../../../_lab-worker/protocol.ts";

export function ClusterEvents({ events }: { readonly events: readonly EventPicture[] }) {
  const t = useTranslations("lab");
  if (events.length === 0) return <p className="text-sm text-soft">{t("no-events")}</p>;
  return (
    <ol className="grid gap-2.5 text-sm">
      {events.map((event) => (
        <li key={event.id} className="grid grid-cols-[3.5rem_1fr] gap-2">
          <span className="text-soft tabular-nums">{(event.atMs / 1000).toFixed(1)} s</span>
          <span className="wrap-anywhere">
            <span className={event.warning ? "font-medium text-warn" : "font-medium"}>
              {event.warning ? `${t("warning")} ` : ""}
              {event.reason}
            </span>{" "}
            <code className="text-xs text-soft">{event.object}</code>
            <span className="block text-soft">{event.message}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
