"use server";
/** Makes a guest, hands the page the token with which it signs in, and takes over its settings. */
import { startGuest, updateSettings } from "#lib/server/use-cases";
import { currentLanguage } from "../_i18n/language.ts";

export async function startGuestSession(): Promise<string | null> {
  const outcome = await startGuest({});
  return outcome.ok ? outcome.value.token : null;
}

/** A new learner's days and language are those of the browser until they say otherwise. */
export async function adoptBrowser(timeZone: string): Promise<void> {
  await updateSettings({ timeZone, language: await currentLanguage() });
}
