"use server";
/** What the command palette can reach beyond the fixed pages. */
import { listScenarios } from "#lib/server/use-cases";
import { currentLanguage } from "../_i18n/language.ts";

export async function paletteScenarios(): Promise<
  readonly { readonly id: string; readonly title: string }[]
> {
  const [outcome, language] = [await listScenarios({}), await currentLanguage()];
  if (!outcome.ok) return [];
  return outcome.value.map(({ id, title }) => ({ id, title: title[language] }));
}
