"use client";
/** Ctrl/⌘ K: every page and scenario by name, without the mouse. */
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { Dialog } from "./dialog.tsx";
import { paletteScenarios } from "./palette-actions.ts";

type Entry = { readonly href: string; readonly label: string; readonly group: string };

const PAGES = ["today", "review", "notes", "cards", "lab", "account"] as const;

export function CommandPalette({ signedIn }: { readonly signedIn: boolean }) {
  const t = useTranslations("palette");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  if (!signedIn) return null;
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex min-h-9 items-center gap-2 rounded-lg px-2.5 text-sm text-soft hover:bg-sunken hover:text-ink"
      >
        <Search aria-hidden="true" className="size-4" />
        <span className="max-sm:sr-only">{t("open")}</span>
      </button>
      <Dialog open={open} title={t("title")} onClose={() => setOpen(false)}>
        <Finder close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function useEntries(): readonly Entry[] {
  const t = useTranslations("palette");
  const [scenarios, setScenarios] = useState<readonly Entry[]>([]);
  useEffect(() => {
    let wanted = true;
    void paletteScenarios().then((found) => {
      if (!wanted) return;
      setScenarios(
        found.map((s) => ({ href: `/lab/${s.id}`, label: s.title, group: t("scenarios") })),
      );
    });
    return () => {
      wanted = false;
    };
  }, [t]);
  return useMemo(
    () => [
      ...PAGES.map((page) => ({ href: `/${page}`, label: t(page), group: t("pages") })),
      { href: "/notes#import", label: t("import"), group: t("pages") },
      ...scenarios,
    ],
    [t, scenarios],
  );
}

function Finder({ close }: { readonly close: () => void }) {
  const t = useTranslations("palette");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = useEntries()
    .filter((entry) => words.every((word) => entry.label.toLowerCase().includes(word)))
    .slice(0, 9);
  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    router.push(entry.href);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setChosen((n) => Math.min(n + 1, found.length - 1));
    else if (event.key === "ArrowUp") setChosen((n) => Math.max(n - 1, 0));
    else if (event.key === "Enter") go(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened in order to type here.
        autoFocus
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[chosen] ? `palette-${chosen}` : undefined}
        aria-label={t("placeholder")}
        placeholder={t("placeholder")}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        className="w-full border-b border-line bg-transparent pb-2 outline-none placeholder:text-faint"
      />
      <div id="palette-list" role="listbox" aria-label={t("title")} className="mt-3 min-h-48">
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the input.
          <div
            key={entry.href}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => go(entry)}
            onPointerMove={() => setChosen(index)}
            className="flex cursor-pointer justify-between gap-4 rounded-md px-3 py-2 aria-selected:bg-accent-soft"
          >
            <span className="truncate">{entry.label}</span>
            <span className="text-sm text-soft">{entry.group}</span>
          </div>
        ))}
        {found.length === 0 ? <p className="px-3 py-2 text-soft">{t("nothing")}</p> : null}
      </div>
    </div>
  );
}
