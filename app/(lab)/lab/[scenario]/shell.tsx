"use client";
/** xterm with a command line on top, in the page's colours; loaded only when a bench is open. */
import { FitAddon } from "@xterm/addon-fit";
import { type ITheme, Terminal } from "@xterm/xterm";
import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import "@xterm/xterm/css/xterm.css";
import type { LabReplies } from "../../../_lab-worker/protocol.ts";
import { columnsOf, createCommandLine } from "./command-line.ts";
import type { Printed } from "./use-lab.ts";

type ShellProps = {
  readonly label: string;
  readonly greeting: string;
  readonly shown: boolean;
  /** Changes when the cluster was started over. */
  readonly epoch: number;
  /** What another part of the page did, shown as if it had been typed. */
  readonly printed: Printed | null;
  readonly onLine: (line: string) => Promise<LabReplies["run"] | null>;
  readonly onComplete: (line: string, caret: number) => Promise<LabReplies["complete"]>;
};

const PROMPT = "$ ";

function themeOfPage(): ITheme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: colour("--paper"),
    foreground: colour("--ink"),
    cursor: colour("--accent"),
    cursorAccent: colour("--paper"),
    selectionBackground: colour("--accent-soft"),
    red: colour("--bad"),
    green: colour("--good"),
    yellow: colour("--warn"),
    blue: colour("--accent"),
    brightBlack: colour("--ink-faint"),
  };
}

export type ShellScreen = {
  print(typed: string, reply: LabReplies["run"] | null): void;
  restart(greeting: string): void;
  fit(): void;
  recolour(): void;
  close(): void;
};

type ShellHandlers = Pick<ShellProps, "onLine" | "onComplete">;

export function openShell(
  place: HTMLElement,
  label: string,
  handlers: () => ShellHandlers,
): ShellScreen {
  const terminal = new Terminal({
    screenReaderMode: true,
    convertEol: true,
    fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
    fontSize: 13,
    lineHeight: 1.35,
    cursorBlink: false,
    theme: themeOfPage(),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(place);
  terminal.textarea?.setAttribute("aria-label", label);
  const command = createCommandLine();
  let busy = false;
  let rowOfCaret = 0;

  const draw = () => {
    const { text, caret } = command.line;
    const columns = Math.max(1, terminal.cols);
    const before = columnsOf(PROMPT + text.slice(0, caret));
    const all = columnsOf(PROMPT + text);
    const up = rowOfCaret > 0 ? `\x1b[${rowOfCaret}A` : "";
    terminal.write(`${up}\r\x1b[J\x1b[90m${PROMPT}\x1b[0m${text}`);
    const rowsBack = Math.floor(Math.max(0, all - 1) / columns) - Math.floor(before / columns);
    if (caret < text.length) {
      if (rowsBack > 0) terminal.write(`\x1b[${rowsBack}A`);
      terminal.write(`\r${before % columns > 0 ? `\x1b[${before % columns}C` : ""}`);
    }
    rowOfCaret = Math.floor(Math.min(before, Math.max(0, all - 1)) / columns);
  };
  const prompt = () => {
    rowOfCaret = 0;
    draw();
  };
  const show = (reply: LabReplies["run"] | null) => {
    for (const text of [reply?.stdout ?? "", reply?.stderr ?? ""]) {
      if (text) terminal.write(text.endsWith("\n") ? text : `${text}\n`);
    }
  };
  const enter = async () => {
    const typed = command.take();
    terminal.write("\r\n");
    if (typed.trim() === "clear") terminal.clear();
    else if (typed.trim() !== "") {
      busy = true;
      show(await handlers().onLine(typed));
      busy = false;
    }
    prompt();
  };
  const complete = async () => {
    const { text, caret } = command.line;
    const { from, options } = await handlers().onComplete(text, caret);
    const [only] = options;
    if (options.length === 1 && only !== undefined) command.replace(from, caret, only);
    else if (options.length > 1) {
      const shared = sharedStart(options);
      if (shared.length > caret - from) command.replace(from, caret, shared);
      else terminal.write(`\r\n${options.slice(0, 60).join("  ")}\r\n`);
    }
    draw();
  };
  const take = async (data: string): Promise<void> => {
    if (busy) return;
    if (data === "\r") await enter();
    else if (data === "\t") await complete();
    else if (data === "\x03") {
      terminal.write("^C\r\n");
      command.clear();
      prompt();
    } else if (data === "\x0c") {
      terminal.clear();
      draw();
    } else if (command.key(data)) draw();
    else if (data.length > 1 && /[\r\n]/.test(data)) {
      // Pasted lines run one after the other.
      for (const [index, line] of data.split(/\r\n|\r|\n/).entries()) {
        if (index > 0) await enter();
        command.insert(line);
        draw();
      }
    } else if (!data.startsWith("\x1b")) {
      command.insert(data.replace(/[\x00-\x1f]/g, ""));
      draw();
    }
  };
  terminal.onData((data) => void take(data));
  // Escape, then Tab, leaves the terminal: the keyboard is never caught in it.
  let leaving = false;
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== "keydown") return true;
    const leave = event.key === "Tab" && (leaving || event.shiftKey);
    leaving = event.key === "Escape";
    return !leave;
  });
  return {
    print(typed, reply) {
      terminal.write(`\r\x1b[J\x1b[90m${PROMPT}${typed}\x1b[0m\r\n`);
      show(reply);
      prompt();
    },
    restart(greeting) {
      terminal.reset();
      terminal.write(`\x1b[90m${greeting}\x1b[0m\r\n`);
      command.clear();
      prompt();
    },
    fit: () => fit.fit(),
    recolour: () => {
      terminal.options.theme = themeOfPage();
    },
    close: () => terminal.dispose(),
  };
}

function sharedStart(options: readonly string[]): string {
  const [first = "", ...rest] = options;
  let length = first.length;
  for (const option of rest) while (!option.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

export function Shell(props: ShellProps) {
  const place = useRef<HTMLDivElement>(null);
  const screen = useRef<ShellScreen | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const { resolvedTheme } = useTheme();

  useEffect(() => {
    const frame = place.current;
    if (!frame) return undefined;
    const shell = openShell(frame, latest.current.label, () => latest.current);
    screen.current = shell;
    const watch = new ResizeObserver(() => {
      if (frame.clientWidth > 0) shell.fit();
    });
    watch.observe(frame);
    return () => {
      watch.disconnect();
      shell.close();
      screen.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new start clears the screen.
  useEffect(() => screen.current?.restart(latest.current.greeting), [props.epoch]);
  useEffect(() => {
    if (props.printed) screen.current?.print(props.printed.typed, props.printed.reply);
  }, [props.printed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours.
  useEffect(() => screen.current?.recolour(), [resolvedTheme]);
  useEffect(() => {
    if (props.shown) screen.current?.fit();
  }, [props.shown]);
  return <div ref={place} className="h-full" data-testid="shell" />;
}
