/** Signing in by password, or as a guest with one click. */
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { StartGuest } from "../../_landing/start-guest.tsx";
import { Page } from "../../_ui/page.tsx";
import { ScopedMessages } from "../../_ui/scoped-messages.tsx";
import { safeAddress } from "../safe-address.ts";
import { OauthButtons } from "./oauth-buttons.tsx";
import { SignInForm } from "./sign-in-form.tsx";

type SignInPageProps = {
  readonly searchParams: Promise<{ readonly next?: string; readonly error?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("sign-in") };
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const t = await getTranslations("account");
  const { next, error } = await searchParams;
  const to = safeAddress(next);
  return (
    <ScopedMessages of={["account", "landing"]}>
      <Page title={t("sign-in")} width="paper" lead={next ? t("sign-in-first") : null}>
        <div className="max-w-sm">
          <SignInForm to={to} refused={error !== undefined} />
          <OauthButtons to={to} />
          <p className="mt-6 text-soft">
            {t("no-account")}{" "}
            <Link href="/sign-up" className="text-accent underline underline-offset-4">
              {t("sign-up")}
            </Link>
          </p>
          <div className="mt-10 border-t border-line pt-6">
            <p className="mb-3 text-soft">{t("guest-text")}</p>
            <StartGuest to={to} label={t("guest")} kind="quiet" size="normal" />
          </div>
        </div>
      </Page>
    </ScopedMessages>
  );
}
