/** Do I know this? One card at a time, the keyboard in reach, reasons on request. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getAccount, nextCard } from "#lib/server/use-cases";
import { required } from "../../_ui/outcome.ts";
import { ScopedMessages } from "../../_ui/scoped-messages.tsx";
import { ReviewDesk } from "./review-desk.tsx";
import { show } from "./shown-card.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("title") };
}

export default async function ReviewPage() {
  const account = required(await getAccount({}), "/review");
  const first = show(required(await nextCard({}), "/review"));
  return (
    <ScopedMessages of={["review"]}>
      <ReviewDesk learnerId={account.id} first={first} />
    </ScopedMessages>
  );
}
