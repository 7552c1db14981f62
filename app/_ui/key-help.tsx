"use client";
/** `?` shows the keys of the page one is on. */
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Dialog } from "./dialog.tsx";
import { isPlain, isWriting } from "./typing.ts";

export type KeyRow = { readonly keys: readonly string[]; readonly does: string };

export function Key({ children }: { readonly children: string }) {
  return (
    <kbd className="inline-flex min-w-6 items-center justify-center rounded border border-line bg-sunken px-1.5 py-0.5 text-xs text-soft">
      {children}
    </kbd>
  );
}

export function KeyHelp({ rows }: { readonly rows: readonly KeyRow[] }) {
  const t = useTranslations("keys");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "?" || isWriting(event) || !isPlain(event)) return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  const all = [
    ...rows,
    { keys: ["Ctrl K", "⌘ K"], does: t("palette") },
    { keys: ["?"], does: t("help") },
  ];
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="hidden text-sm text-soft underline-offset-4 hover:text-ink hover:underline sm:inline-block"
      >
        {t("title")} <Key>?</Key>
      </button>
      <Dialog open={open} title={t("title")} onClose={() => setOpen(false)}>
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2.5">
          {all.map((row) => (
            <div key={row.does} className="contents">
              <dt className="flex gap-1.5">
                {row.keys.map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
              </dt>
              <dd className="text-soft">{row.does}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
