/**
 * Unified differences of two values as the server shows them: both as indented JSON, three lines
 * of context, blocks matched as Python's difflib does.
 */

type Block = { readonly a: number; readonly b: number; readonly size: number };
type Change = {
  readonly same: boolean;
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
};

const CONTEXT = 3;
/** From so many lines on, lines that are everywhere do not begin a match. */
const POPULAR_FROM = 200;

export function unifiedDiff(before: unknown, after: unknown): string {
  const a = JSON.stringify(before, null, 1).split("\n");
  const b = JSON.stringify(after, null, 1).split("\n");
  return groupsOf(changesOf(a, b))
    .map((group) => hunk(group, a, b))
    .join("");
}

function hunk(group: readonly Change[], a: readonly string[], b: readonly string[]): string {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) return "";
  const head = `@@ -${range(first.a0, last.a1)} +${range(first.b0, last.b1)} @@\n`;
  const lines = group.flatMap(({ same, a0, a1, b0, b1 }) =>
    same
      ? a.slice(a0, a1).map((line) => ` ${line}\n`)
      : [
          ...a.slice(a0, a1).map((line) => `-${line}\n`),
          ...b.slice(b0, b1).map((line) => `+${line}\n`),
        ],
  );
  return head + lines.join("");
}

function range(start: number, stop: number): string {
  const length = stop - start;
  if (length === 1) return String(start + 1);
  return length === 0 ? `${start},0` : `${start + 1},${length}`;
}

// Unchanged stretches longer than twice the context part two groups.
function groupsOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  let group: Change[] = [];
  for (const [i, change] of changes.entries()) {
    if (!change.same) {
      group.push(change);
      continue;
    }
    const { a0, a1, b0, b1 } = change;
    const isFirst = i === 0;
    const isLast = i === changes.length - 1;
    if (isFirst) group.push(tail(change));
    else if (isLast) group.push(head(change));
    else if (a1 - a0 > CONTEXT * 2) {
      group.push(head(change));
      groups.push(group);
      group = [tail(change)];
    } else group.push({ same: true, a0, a1, b0, b1 });
  }
  groups.push(group);
  return groups.filter((one) => one.some(({ same }) => !same));
}

function head({ a0, a1, b0, b1 }: Change): Change {
  const size = Math.min(CONTEXT, a1 - a0);
  return { same: true, a0, a1: a0 + size, b0, b1: Math.min(b1, b0 + size) };
}

function tail({ a0, a1, b0, b1 }: Change): Change {
  const size = Math.min(CONTEXT, a1 - a0);
  return { same: true, a0: a1 - size, a1, b0: Math.max(b0, b1 - size), b1 };
}

function changesOf(a: readonly string[], b: readonly string[]): readonly Change[] {
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  for (const block of [...matchingBlocks(a, b), { a: a.length, b: b.length, size: 0 }]) {
    if (i < block.a || j < block.b)
      changes.push({ same: false, a0: i, a1: block.a, b0: j, b1: block.b });
    [i, j] = [block.a + block.size, block.b + block.size];
    if (block.size > 0) changes.push({ same: true, a0: block.a, a1: i, b0: block.b, b1: j });
  }
  return changes;
}

function matchingBlocks(a: readonly string[], b: readonly string[]): readonly Block[] {
  const places = placesOf(b);
  const found: Block[] = [];
  const search = (a0: number, a1: number, b0: number, b1: number): void => {
    const block = longestMatch(a, b, places, { a0, a1, b0, b1 });
    if (block.size === 0) return;
    if (a0 < block.a && b0 < block.b) search(a0, block.a, b0, block.b);
    found.push(block);
    const [i, j] = [block.a + block.size, block.b + block.size];
    if (i < a1 && j < b1) search(i, a1, j, b1);
  };
  search(0, a.length, 0, b.length);
  return joined(found);
}

function joined(blocks: readonly Block[]): readonly Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (last !== undefined && last.a + last.size === block.a && last.b + last.size === block.b) {
      result[result.length - 1] = { ...last, size: last.size + block.size };
    } else result.push(block);
  }
  return result;
}

function placesOf(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [i, line] of lines.entries()) {
    const known = places.get(line);
    if (known === undefined) places.set(line, [i]);
    else known.push(i);
  }
  if (lines.length >= POPULAR_FROM) {
    const most = Math.floor(lines.length / 100) + 1;
    for (const [line, at] of places) if (at.length > most) places.delete(line);
  }
  return places;
}

type Window = Omit<Change, "same">;

function longestMatch(
  a: readonly string[],
  b: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  { a0, a1, b0, b1 }: Window,
): Block {
  let best: Block = { a: a0, b: b0, size: 0 };
  let lengths = new Map<number, number>();
  for (let i = a0; i < a1; i++) {
    const next = new Map<number, number>();
    for (const j of places.get(a[i] ?? "") ?? []) {
      if (j < b0) continue;
      if (j >= b1) break;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
    }
    lengths = next;
  }
  let { a: i, b: j, size } = best;
  while (i > a0 && j > b0 && a[i - 1] === b[j - 1]) {
    i -= 1;
    j -= 1;
    size += 1;
  }
  while (i + size < a1 && j + size < b1 && a[i + size] === b[j + size]) size += 1;
  return { a: i, b: j, size };
}
