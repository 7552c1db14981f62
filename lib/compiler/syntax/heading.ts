/** Heading text as context: no numbering, no marks, no HTML comments, a bracketed alias apart. */
import { plain } from "./inline.ts";
import { hasJapanese } from "./prose.ts";

export type HeadingWords = {
  readonly text: string;
  /** `wait` of «待機（wait）»: a synonym, kept as a tag. */
  readonly alias: string | undefined;
  /** Headings marked `#card` ask for a card. */
  readonly marked: boolean;
  readonly explicitId: string | undefined;
};

const NUMBERING: readonly RegExp[] = [
  /^第\s*[0-9０-９一二三四五六七八九十百]+\s*(?:章|節|部|回|編|話|項)\s*[:：.．、-]?\s*/,
  /^[(（]?[0-9０-９]+(?:[.．-][0-9０-９]+)+[.．)）、:：]?\s*(?=\S)/,
  /^[(（]?[0-9０-９]+[.．)）、:：]\s*(?=\S)/,
  /^(?:chapter|section|part|lesson|step|day|module|unit|lab)\s*\d+(?:\.\d+)*\s*[.:：–—-]\s*(?=\S)/i,
  /^[①-⑳]\s*/,
  /^(?:[ivx]+|[a-h])[.)]\s+(?=\S)/i,
];

export function withoutNumbering(text: string): string {
  for (const pattern of NUMBERING) {
    const rest = text.replace(pattern, "");
    if (rest !== text && rest !== "") return rest;
  }
  return text;
}

export function headingWords(raw: string): HeadingWords {
  const bare = raw.replace(/<!--[\s\S]*?-->/g, "").replace(/\{#[\w-]+\}\s*$/, "");
  const explicitId = /\s\^([\w-]{3,})\s*$/.exec(bare)?.[1];
  const marked = /\s#(?:card|flashcard)\b/i.test(bare);
  const cleaned = plain(bare.replace(/\s\^[\w-]{3,}\s*$/, "").replace(/\s#(?:flash)?card\b/gi, ""))
    .replace(/(?:\p{Extended_Pictographic}|\uFE0F|\u200D)+/gu, "")
    .trim();
  const unnumbered = withoutNumbering(plain(cleaned))
    .replace(/\s*[:：]\s*$/, "")
    .trim();
  const found = /^(.*\S)\s*[(（]([A-Za-z][\w .-]*)[)）]$/.exec(unnumbered);
  const aliased = found !== null && hasJapanese(found[1] ?? "");
  return {
    text: aliased ? (found[1] ?? "") : unnumbered,
    alias: aliased ? found[2] : undefined,
    marked,
    explicitId,
  };
}
