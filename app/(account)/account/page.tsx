/** What is mine? Settings, the password, everything as a file, and the way out. */
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { getAccount } from "#lib/server/use-cases";
import { buttonClass } from "../../_ui/button.ts";
import { KeyHelp } from "../../_ui/key-help.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { required } from "../../_ui/outcome.ts";
import { Page, Section } from "../../_ui/page.tsx";
import { LanguageChoice, ThemeChoice } from "../../_ui/preferences.tsx";
import { ScopedMessages } from "../../_ui/scoped-messages.tsx";
import { DeleteAccount } from "./delete-account.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SessionButtons } from "./session-buttons.tsx";
import { SettingsForm } from "./settings-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

export default async function AccountPage() {
  const t = await getTranslations("account");
  const account = required(await getAccount({}), "/account");
  const { guest, email, name } = account;
  return (
    <ScopedMessages of={["account"]}>
      <Page
        title={t("title")}
        lead={guest ? t("you-are-guest") : (name ?? email)}
        actions={<KeyHelp rows={[]} />}
      >
        {guest ? (
          <div className="mb-10 grid gap-4">
            <Notice tone="warn" title={t("guest-title")}>
              {t("guest-warning")}
            </Notice>
            <Link href="/sign-up" className={`${buttonClass("primary")} justify-self-start`}>
              {t("sign-up")}
            </Link>
          </div>
        ) : null}
        <Section title={t("appearance")}>
          <div className="flex flex-wrap gap-8">
            <LanguageChoice />
            <ThemeChoice />
          </div>
        </Section>
        <Section title={t("studying")} lead={t("studying-lead")}>
          <SettingsForm settings={account.settings} />
        </Section>
        {guest || email === null ? null : (
          <Section title={t("change-password")} lead={t("change-password-lead")}>
            <PasswordForm email={email} />
          </Section>
        )}
        <Section title={t("export")} lead={t("export-lead")}>
          <a href="/api/export" download className={buttonClass()}>
            {t("export-button")}
          </a>
        </Section>
        <Section title={t("sessions")}>
          <SessionButtons guest={guest} />
        </Section>
        <Section title={t("delete")} lead={t("delete-lead")}>
          <DeleteAccount guest={guest} />
        </Section>
      </Page>
    </ScopedMessages>
  );
}
