/** Two texts compared line by line, as `diff -u` writes it; "" for equal ones. */

const CONTEXT = 3;

type Line = { readonly mark: " " | "-" | "+"; readonly text: string };

export function unifiedDiff(from: string, to: string): string {
  if (from === to) return "";
  const lines = compare(linesOf(from), linesOf(to));
  return hunks(lines).map(hunkText).join("");
}

function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

/** The lines of both texts, with as many in common as can be. */
function compare(from: readonly string[], to: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let [fromEnd, toEnd] = [from.length, to.length];
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd -= 1;
    toEnd -= 1;
  }
  const same = (text: string): Line => ({ mark: " ", text });
  return [
    ...from.slice(0, start).map(same),
    ...compareMiddle(from.slice(start, fromEnd), to.slice(start, toEnd)),
    ...from.slice(fromEnd).map(same),
  ];
}

function compareMiddle(from: readonly string[], to: readonly string[]): readonly Line[] {
  const width = to.length + 1;
  // common[i * width + j]: how many lines from i and j on can be kept.
  const common = new Uint32Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const skip = Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
      const keep = from[i] === to[j] ? (common[(i + 1) * width + j + 1] ?? 0) + 1 : 0;
      common[i * width + j] = Math.max(skip, keep);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const down = i < from.length ? (common[(i + 1) * width + j] ?? 0) : -1;
    const right = j < to.length ? (common[i * width + j + 1] ?? 0) : -1;
    if (i < from.length && j < to.length && from[i] === to[j]) {
      lines.push({ mark: " ", text: from[i] ?? "" });
      i += 1;
      j += 1;
    } else if (down >= right) {
      lines.push({ mark: "-", text: from[i] ?? "" });
      i += 1;
    } else {
      lines.push({ mark: "+", text: to[j] ?? "" });
      j += 1;
    }
  }
  return ordered(lines);
}

/** In each run of changes what goes stands before what comes. */
function ordered(lines: readonly Line[]): readonly Line[] {
  const out: Line[] = [];
  let run: Line[] = [];
  const close = () => {
    out.push(...run.filter(({ mark }) => mark === "-"), ...run.filter(({ mark }) => mark === "+"));
    run = [];
  };
  for (const line of lines) {
    if (line.mark !== " ") run.push(line);
    else {
      close();
      out.push(line);
    }
  }
  close();
  return out;
}

type Hunk = { readonly from: number; readonly to: number; readonly lines: readonly Line[] };

function hunks(lines: readonly Line[]): readonly Hunk[] {
  const changed = lines.flatMap(({ mark }, at) => (mark === " " ? [] : [at]));
  const ranges: { start: number; end: number }[] = [];
  for (const at of changed) {
    const last = ranges.at(-1);
    const end = Math.min(lines.length, at + CONTEXT + 1);
    if (last !== undefined && at - CONTEXT <= last.end) last.end = end;
    else ranges.push({ start: Math.max(0, at - CONTEXT), end });
  }
  return ranges.map(({ start, end }) => {
    const before = lines.slice(0, start);
    const from = before.filter(({ mark }) => mark !== "+").length;
    const to = before.filter(({ mark }) => mark !== "-").length;
    return { from, to, lines: lines.slice(start, end) };
  });
}

function hunkText({ from, to, lines }: Hunk): string {
  const old = lines.filter(({ mark }) => mark !== "+").length;
  const now = lines.filter(({ mark }) => mark !== "-").length;
  const body = lines.map(({ mark, text }) => `${mark}${text}\n`).join("");
  return `@@ -${rangeText(from, old)} +${rangeText(to, now)} @@\n${body}`;
}

function rangeText(before: number, count: number): string {
  if (count === 0) return `${before},0`;
  return count === 1 ? String(before + 1) : `${before + 1},${count}`;
}
