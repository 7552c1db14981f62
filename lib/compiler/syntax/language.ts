/** English or Japanese, decided by the script that the words are written in. */
import type { Language } from "#lib/shared";
import { hasJapanese } from "./prose.ts";

const SAMPLE = 6_000;

/** A note is Japanese when one letter in ten outside its code is Japanese. */
export function languageOfNote(text: string): Language {
  const words = text.slice(0, SAMPLE).replace(/```[\s\S]*?(?:```|$)/g, "");
  const japanese = words.match(/[\u3040-\u30ff\u3400-\u9fff]/g)?.length ?? 0;
  const latin = words.match(/[A-Za-z]/g)?.length ?? 0;
  return japanese * 9 >= latin && japanese > 0 ? "ja" : "en";
}

/** A block without Japanese is English when it holds a sentence; a lone term says nothing. */
export function languageOfBlock(text: string, note: Language): Language {
  if (hasJapanese(text)) return "ja";
  if (note === "en") return "en";
  const words = text.split("\n").map((line) => line.trim().split(/\s+/).length);
  return Math.max(...words) >= 4 && /[a-z]{3}/.test(text) ? "en" : "ja";
}
