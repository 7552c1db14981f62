/** Sends a page's client parts only the messages they use, plus those of the frame. */
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Messages } from "../_i18n/request.ts";

const FRAME = ["shell", "preferences", "keys", "errors", "palette"] as const;

export async function ScopedMessages(props: {
  readonly of?: readonly (keyof Messages)[];
  readonly children: ReactNode;
}) {
  const all = await getMessages();
  const wanted = new Set<string>([...FRAME, ...(props.of ?? [])]);
  const messages = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
  return <NextIntlClientProvider messages={messages}>{props.children}</NextIntlClientProvider>;
}
