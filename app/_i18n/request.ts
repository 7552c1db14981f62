/** Gives next-intl the messages of the reader's language; both languages must have every key. */
import { getRequestConfig } from "next-intl/server";
import { currentLanguage } from "./language.ts";
import en from "./messages/en.json" with { type: "json" };
import ja from "./messages/ja.json" with { type: "json" };

export type Messages = typeof en;

const MESSAGES: { readonly en: Messages; readonly ja: Messages } = { en, ja };

export default getRequestConfig(async () => {
  const locale = await currentLanguage();
  return { locale, messages: MESSAGES[locale], timeZone: "UTC" };
});
