"use server";
import { revalidatePath } from "next/cache";
/** Keeps the language in a cookie, and both preferences in the account when there is one. */
import { cookies } from "next/headers";
import { updateSettings } from "#lib/server/use-cases";
import type { Language } from "#lib/shared";
import { isLanguage, LANGUAGE_COOKIE } from "../_i18n/language.ts";

const YEAR_SECONDS = 365 * 24 * 3600;

export async function chooseLanguage(language: Language): Promise<void> {
  if (!isLanguage(language)) return;
  const options = { path: "/", maxAge: YEAR_SECONDS, sameSite: "lax", httpOnly: true } as const;
  (await cookies()).set(LANGUAGE_COOKIE, language, options);
  await updateSettings({ language });
  revalidatePath("/", "layout");
}

export async function chooseTheme(theme: "light" | "dark" | "system"): Promise<void> {
  await updateSettings({ theme });
}
