/** Making an account; a guest keeps everything they have done. */
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { getAccount } from "#lib/server/use-cases";
import { Notice } from "../../_ui/notice.tsx";
import { Page } from "../../_ui/page.tsx";
import { ScopedMessages } from "../../_ui/scoped-messages.tsx";
import { SignUpForm } from "./sign-up-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("sign-up") };
}

export default async function SignUpPage() {
  const t = await getTranslations("account");
  const account = await getAccount({});
  const guest = account.ok && account.value.guest;
  return (
    <ScopedMessages of={["account"]}>
      <Page title={t("sign-up")} width="paper">
        <div className="grid max-w-sm gap-6">
          {guest ? <Notice tone="info">{t("guest-keeps")}</Notice> : null}
          <SignUpForm />
          <p className="text-soft">
            {t("have-account")}{" "}
            <Link href="/sign-in" className="text-accent underline underline-offset-4">
              {t("sign-in")}
            </Link>
          </p>
        </div>
      </Page>
    </ScopedMessages>
  );
}
