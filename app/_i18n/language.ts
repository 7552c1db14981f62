/** Which of the two languages a reader gets: their own choice, else the browser's wish. */
import { cookies, headers } from "next/headers";
import type { Language } from "#lib/shared";

export const LANGUAGE_COOKIE = "language";

export function isLanguage(value: unknown): value is Language {
  return value === "en" || value === "ja";
}

/** Reads `ja,en;q=0.8`: the first language that we speak, by weight, else English. */
export function languageFromHeader(header: string): Language {
  const wishes = header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
      return { tag: tag.toLowerCase().slice(0, 2), weight: weight ? Number(weight) : 1 };
    })
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wishes) if (isLanguage(tag)) return tag;
  return "en";
}

export async function currentLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  if (isLanguage(chosen)) return chosen;
  return languageFromHeader((await headers()).get("accept-language") ?? "");
}
