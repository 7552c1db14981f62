"use client";
/** The terminal's place in the page; loaded only when a bench is open. */
import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import "@xterm/xterm/css/xterm.css";
import { type ShellHandlers, ShellScreen } from "./shell-screen.ts";
import type { Printed } from "./use-lab.ts";

type ShellProps = ShellHandlers & {
  readonly label: string;
  readonly greeting: string;
  readonly shown: boolean;
  /** Changes when the cluster was started over. */
  readonly epoch: number;
  /** What another part of the page did, shown as if it had been typed. */
  readonly printed: Printed | null;
};

export function Shell(props: ShellProps) {
  const { label, greeting, shown, epoch, printed } = props;
  const place = useRef<HTMLDivElement>(null);
  const screen = useRef<ShellScreen | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const { resolvedTheme } = useTheme();

  useEffect(() => {
    const frame = place.current;
    if (!frame) return undefined;
    const made = new ShellScreen(frame, label, () => latest.current);
    screen.current = made;
    const watch = new ResizeObserver(() => {
      if (frame.clientWidth > 0) made.fit();
    });
    watch.observe(frame);
    return () => {
      watch.disconnect();
      made.close();
      screen.current = null;
    };
  }, [label]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new start clears the screen.
  useEffect(() => screen.current?.restart(greeting), [epoch, greeting]);
  useEffect(() => {
    if (printed) screen.current?.print(printed.typed, printed.reply);
  }, [printed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours.
  useEffect(() => screen.current?.recolour(), [resolvedTheme]);
  useEffect(() => {
    if (shown) screen.current?.fit();
  }, [shown]);
  return <div ref={place} className="h-full" data-testid="shell" />;
}
