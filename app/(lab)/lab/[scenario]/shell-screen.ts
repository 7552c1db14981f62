/** xterm with a command line on top: what is typed, sent, completed and printed. */
import { FitAddon } from "@xterm/addon-fit";
import { type ITheme, Terminal } from "@xterm/xterm";
import type { LabReplies } from "../../../_lab-worker/protocol.ts";
import { columnsOf, createCommandLine } from "./command-line.ts";

export type ShellHandlers = {
  readonly onLine: (line: string) => Promise<LabReplies["run"] | null>;
  readonly onComplete: (line: string, caret: number) => Promise<LabReplies["complete"]>;
};

const PROMPT = "$ ";
const OPTIONS_SHOWN = 60;

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

export class ShellScreen {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #command = createCommandLine();
  readonly #handlers: () => ShellHandlers;
  #busy = false;
  #rowOfCaret = 0;

  constructor(place: HTMLElement, label: string, handlers: () => ShellHandlers) {
    this.#handlers = handlers;
    this.#terminal = new Terminal({
      screenReaderMode: true,
      convertEol: true,
      fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
      fontSize: 13,
      lineHeight: 1.35,
      theme: themeOfPage(),
    });
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.open(place);
    this.#terminal.textarea?.setAttribute("aria-label", label);
    this.#terminal.onData((data) => void this.#take(data));
    this.#letKeyboardOut();
  }

  /** Shows what another part of the page did, as if it had been typed. */
  print(typed: string, reply: LabReplies["run"] | null): void {
    this.#terminal.write(`\r\x1b[J\x1b[90m${PROMPT}${typed}\x1b[0m\r\n`);
    this.#show(reply);
    this.#prompt();
  }

  restart(greeting: string): void {
    this.#terminal.reset();
    this.#terminal.write(`\x1b[90m${greeting}\x1b[0m\r\n`);
    this.#command.clear();
    this.#prompt();
  }

  fit(): void {
    this.#fit.fit();
  }

  recolour(): void {
    this.#terminal.options.theme = themeOfPage();
  }

  close(): void {
    this.#terminal.dispose();
  }

  /** Escape, then Tab, leaves the terminal; so does Shift Tab. */
  #letKeyboardOut(): void {
    let leaving = false;
    this.#terminal.attachCustomKeyEventHandler((event) => {
      if (event.type !== "keydown") return true;
      const leave = event.key === "Tab" && (leaving || event.shiftKey);
      leaving = event.key === "Escape";
      return !leave;
    });
  }

  #draw(): void {
    const { text, caret } = this.#command.line;
    const columns = Math.max(1, this.#terminal.cols);
    const before = columnsOf(PROMPT + text.slice(0, caret));
    const lastRow = Math.floor(Math.max(0, columnsOf(PROMPT + text) - 1) / columns);
    const up = this.#rowOfCaret > 0 ? `\x1b[${this.#rowOfCaret}A` : "";
    this.#terminal.write(`${up}\r\x1b[J\x1b[90m${PROMPT}\x1b[0m${text}`);
    const row = Math.min(lastRow, Math.floor(before / columns));
    if (caret < text.length) {
      const rowsBack = lastRow > row ? `\x1b[${lastRow - row}A` : "";
      const forward = before % columns > 0 ? `\x1b[${before % columns}C` : "";
      this.#terminal.write(`${rowsBack}\r${forward}`);
    }
    this.#rowOfCaret = row;
  }

  #prompt(): void {
    this.#rowOfCaret = 0;
    this.#draw();
  }

  #show(reply: LabReplies["run"] | null): void {
    for (const text of [reply?.stdout ?? "", reply?.stderr ?? ""]) {
      if (text) this.#terminal.write(text.endsWith("\n") ? text : `${text}\n`);
    }
  }

  async #enter(): Promise<void> {
    const typed = this.#command.take();
    this.#terminal.write("\r\n");
    if (typed.trim() === "clear") this.#terminal.clear();
    else if (typed.trim() !== "") {
      this.#busy = true;
      this.#show(await this.#handlers().onLine(typed));
      this.#busy = false;
    }
    this.#prompt();
  }

  async #complete(): Promise<void> {
    const { text, caret } = this.#command.line;
    const { from, options } = await this.#handlers().onComplete(text, caret);
    const shared = sharedStart(options);
    if (shared.length > caret - from) this.#command.replace(from, caret, shared);
    else if (options.length > 1) {
      this.#terminal.write(`\r\n${options.slice(0, OPTIONS_SHOWN).join("  ")}\r\n`);
      this.#rowOfCaret = 0;
    }
    this.#draw();
  }

  async #take(data: string): Promise<void> {
    if (this.#busy) return;
    if (data === "\r") await this.#enter();
    else if (data === "\t") await this.#complete();
    else if (data === "\x03") {
      this.#terminal.write("^C\r\n");
      this.#command.clear();
      this.#prompt();
    } else if (data === "\x0c") {
      this.#terminal.clear();
      this.#prompt();
    } else if (this.#command.key(data)) this.#draw();
    else if (!data.startsWith("\x1b")) await this.#insert(data);
  }

  /** Pasted lines run one after the other. */
  async #insert(data: string): Promise<void> {
    for (const [index, line] of data.split(/\r\n|\r|\n/).entries()) {
      if (index > 0) await this.#enter();
      this.#command.insert([...line].filter((letter) => letter >= " ").join(""));
      this.#draw();
    }
  }
}

function sharedStart(options: readonly string[]): string {
  const [first = "", ...rest] = options;
  let length = first.length;
  for (const option of rest) while (!option.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
