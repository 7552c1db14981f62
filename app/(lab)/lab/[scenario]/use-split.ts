"use client";
/** Sizes of the bench's panes, in percent, moved by pointer or arrow keys and remembered. */
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useState } from "react";

export type Split = {
  readonly value: number;
  readonly handle: {
    readonly role: "separator";
    readonly tabIndex: 0;
    readonly "aria-label": string;
    readonly "aria-valuenow": number;
    readonly "aria-valuemin": number;
    readonly "aria-valuemax": number;
    readonly "aria-orientation": "vertical" | "horizontal";
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
    onPointerDown(event: PointerEvent<HTMLElement>): void;
  };
};

type SplitOptions = {
  readonly label: string;
  readonly name: string;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly direction: "columns" | "rows";
  /** The pane that grows lies after the handle. */
  readonly fromEnd?: boolean;
};

const STEP = 2;

export function useSplit(options: SplitOptions): Split {
  const { name, initial, min, max, direction, fromEnd = false } = options;
  const key = `kubedeck.split.${name}`;
  const [value, setValue] = useState(initial);
  useEffect(() => {
    const kept = Number(localStorage.getItem(key));
    if (kept >= min && kept <= max) setValue(kept);
  }, [key, min, max]);
  const set = useCallback(
    (next: number) => {
      const bounded = Math.round(Math.min(max, Math.max(min, next)) * 10) / 10;
      setValue(bounded);
      localStorage.setItem(key, String(bounded));
    },
    [key, min, max],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const forward = direction === "columns" ? "ArrowRight" : "ArrowDown";
    const backward = direction === "columns" ? "ArrowLeft" : "ArrowUp";
    if (event.key !== forward && event.key !== backward) return;
    event.preventDefault();
    const grow = (event.key === forward) !== fromEnd;
    set(value + (grow ? STEP : -STEP));
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!frame) return;
    event.preventDefault();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const move = (at: globalThis.PointerEvent) => {
      const share =
        direction === "columns"
          ? (at.clientX - frame.left) / frame.width
          : (at.clientY - frame.top) / frame.height;
      set((fromEnd ? 1 - share : share) * 100);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => {
      handle.removeEventListener("pointermove", move);
    });
  };
  return {
    value,
    handle: {
      role: "separator",
      tabIndex: 0,
      "aria-label": options.label,
      "aria-valuenow": value,
      "aria-valuemin": min,
      "aria-valuemax": max,
      "aria-orientation": direction === "columns" ? "vertical" : "horizontal",
      onKeyDown,
      onPointerDown,
    },
  };
}
