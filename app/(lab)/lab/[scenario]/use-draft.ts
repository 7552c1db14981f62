"use client";
/** The editor's text, kept in this browser until the scenario is started over. */
import { useCallback, useEffect, useState } from "react";

export type Draft = {
  readonly text: string;
  /** Changes when the text was replaced from outside the editor. */
  readonly revision: number;
  type(text: string): void;
  replace(text: string): void;
};

export function useDraft(scenarioId: string, initial = ""): Draft {
  const key = `kubedeck.draft.lab.${scenarioId}`;
  const [state, setState] = useState({ text: initial, revision: 0 });
  useEffect(() => {
    const kept = localStorage.getItem(key);
    if (kept) setState((now) => ({ text: kept, revision: now.revision + 1 }));
  }, [key]);
  const type = useCallback(
    (text: string) => {
      setState((now) => ({ ...now, text }));
      localStorage.setItem(key, text);
    },
    [key],
  );
  const replace = useCallback(
    (text: string) => {
      setState((now) => ({ text, revision: now.revision + 1 }));
      localStorage.setItem(key, text);
    },
    [key],
  );
  return { ...state, type, replace };
}
