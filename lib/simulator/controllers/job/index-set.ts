/** Sets of completion indexes as a Job's status writes them: `0-2,4`. */

/** Text that is no list of indexes gives those that can be read. */
export function parseIndexes(text: string | undefined): ReadonlySet<number> {
  const found = new Set<number>();
  for (const part of (text ?? "").split(",")) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (match === null) continue;
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    for (let index = first; index <= last; index++) found.add(index);
  }
  return found;
}

/** Runs of three and more are written as ranges, pairs as two numbers. */
export function formatIndexes(indexes: Iterable<number>): string {
  const sorted = [...indexes].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    const [first, last] = [sorted[i], sorted[end]];
    if (end === i) parts.push(`${first}`);
    else parts.push(end === i + 1 ? `${first},${last}` : `${first}-${last}`);
    i = end + 1;
  }
  return parts.join(",");
}
