/** Splits prose into sentences without breaking versions, file names, or abbreviations. */

const ENGLISH_END = /(?<=[.!?]["')\]]?)\s+(?=["'(`*[]?[A-Z0-9`])/;
const JAPANESE_END = /(?<=[。！？](?![」）)]))/;
const ABBREVIATION = /\b(?:e\.g|i\.e|etc|vs|cf|approx|no|fig)\.$/i;

export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const part of text.split(JAPANESE_END).flatMap((piece) => piece.split(ENGLISH_END))) {
    const trimmed = part.trim();
    const before = sentences.at(-1);
    if (trimmed === "") continue;
    if (before !== undefined && ABBREVIATION.test(before)) {
      sentences[sentences.length - 1] = `${before} ${trimmed}`;
    } else {
      sentences.push(trimmed);
    }
  }
  return sentences;
}

/** The opening sentences that fit into `limit` characters; at least one. */
export function opening(text: string, limit: number): string {
  let all = "";
  for (const sentence of sentencesOf(text)) {
    const gap = all === "" || /[。！？]$/.test(all) ? "" : " ";
    if (all !== "" && all.length + sentence.length > limit) break;
    all += gap + sentence;
  }
  return all;
}
