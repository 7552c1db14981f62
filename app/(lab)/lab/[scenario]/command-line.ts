/**
 * The line being typed in the terminal: text, caret, history. Knows keys as a terminal sends them
 * and nothing of any screen.
 */

export type Line = { readonly text: string; readonly caret: number };

const EMPTY: Line = { text: "", caret: 0 };

export type CommandLine = {
  readonly line: Line;
  /** Takes what a terminal sends for a key; false when the key is not about the line. */
  key(data: string): boolean;
  insert(text: string): void;
  replace(from: number, to: number, text: string): void;
  /** Ends the line: it goes into the history and is handed back. */
  take(): string;
  clear(): void;
};

export function createCommandLine(): CommandLine {
  const history: string[] = [];
  let line = EMPTY;
  let place = 0;
  let unsent = "";

  const replace = (from: number, to: number, text: string) => {
    line = {
      text: line.text.slice(0, from) + text + line.text.slice(to),
      caret: from + text.length,
    };
  };
  const move = (caret: number) => {
    line = { ...line, caret: Math.min(line.text.length, Math.max(0, caret)) };
  };
  const recall = (step: -1 | 1) => {
    const next = place + step;
    if (next < 0 || next > history.length) return;
    if (place === history.length) unsent = line.text;
    place = next;
    const text = next === history.length ? unsent : (history[next] ?? "");
    line = { text, caret: text.length };
  };
  const wordBefore = () => /\S*\s*$/.exec(line.text.slice(0, line.caret))?.index ?? 0;

  const keys: Readonly<Record<string, () => void>> = {
    "\x7f": () => line.caret > 0 && replace(line.caret - 1, line.caret, ""),
    "\x1b[3~": () => {
      const { caret } = line;
      replace(caret, caret + 1, "");
    },
    "\x1b[D": () => move(line.caret - 1),
    "\x1b[C": () => move(line.caret + 1),
    "\x1b[A": () => recall(-1),
    "\x1b[B": () => recall(1),
    "\x1b[H": () => move(0),
    "\x01": () => move(0),
    "\x1b[F": () => move(line.text.length),
    "\x05": () => move(line.text.length),
    "\x15": () => replace(0, line.caret, ""),
    "\x0b": () => {
      line = { text: line.text.slice(0, line.caret), caret: line.caret };
    },
    "\x17": () => replace(wordBefore(), line.caret, ""),
  };

  return {
    get line() {
      return line;
    },
    key(data) {
      const act = keys[data];
      act?.();
      return act !== undefined;
    },
    insert: (text) => replace(line.caret, line.caret, text),
    replace,
    take() {
      const { text } = line;
      if (text.trim() !== "" && history.at(-1) !== text) history.push(text);
      place = history.length;
      line = EMPTY;
      return text;
    },
    clear() {
      place = history.length;
      line = EMPTY;
    },
  };
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** Columns that a text takes on a terminal. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
}
