"use client";
/** Whether the bench has room for all panes at once; below, they become tabs. */
import { useSyncExternalStore } from "react";

const QUERY = "(min-width: 64rem)";

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

export function useWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => true,
  );
}
