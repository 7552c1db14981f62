"use client";
/** Searches by the address, so that a found list can be linked and Back works. */
import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { FIELD_CLASS } from "./button.ts";

const PAUSE_MS = 200;

export function SearchField({ label, value }: { readonly label: string; readonly value: string }) {
  const [router, path, parameters] = [useRouter(), usePathname(), useSearchParams()];
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (wanted: string) => {
    setText(wanted);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const next = new URLSearchParams(parameters);
      next.delete("cursor");
      if (wanted) next.set("q", wanted);
      else next.delete("q");
      router.replace(`${path}?${next}`, { scroll: false });
    }, PAUSE_MS);
  };
  return (
    <div className="relative w-full sm:w-64">
      <Search
        aria-hidden="true"
        className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => search(event.target.value)}
        className={`${FIELD_CLASS} min-h-9 py-1 pl-9 text-[0.95rem]`}
      />
    </div>
  );
}
