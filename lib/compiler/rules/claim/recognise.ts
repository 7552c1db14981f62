/** Tells whether a sentence makes a claim: it names what the claim names, and denies as it does. */
import { sentencesOf } from "../../syntax/sentence.ts";
import type { Claim, Reading } from "./claim.ts";
import { denies } from "./word.ts";

/** The first sentence of `text` that makes the claim, of `above` only what it is about. */
export function claimingSentence(claim: Claim, text: string, above: string): string | undefined {
  return sentencesOf(text).find((sentence) => isClaim(claim, sentence, above));
}

function isClaim({ keys, readings }: Claim, sentence: string, above: string): boolean {
  const lower = sentence.toLowerCase();
  if (!keys.some((key) => lower.includes(key))) return false;
  return readings.some((reading) => isRead(reading, sentence, above));
}

function isRead(reading: Reading, sentence: string, above: string): boolean {
  const { says, about = [], unless = [], denies: denial = "never" } = reading;
  return (
    says.every((word) => word.test(sentence)) &&
    about.every((word) => word.test(sentence) || word.test(above)) &&
    !unless.some((word) => word.test(sentence)) &&
    (denial === "either" || denies(sentence) === (denial === "always"))
  );
}
