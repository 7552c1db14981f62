/** The frame of every page: language, theme, header, and the way past the header by keyboard. */
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { getAccount } from "#lib/server/use-cases";
import { ScopedMessages } from "./_ui/scoped-messages.tsx";
import { SiteHeader } from "./_ui/site-header.tsx";
import { ThemeProvider } from "./_ui/theme-provider.tsx";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: "Kubedeck", template: "%s · Kubedeck" },
    description: t("description"),
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf8f4" },
    { media: "(prefers-color-scheme: dark)", color: "#15171b" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [locale, t, account] = [
    await getLocale(),
    await getTranslations("shell"),
    await getAccount({}),
  ];
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang={locale} suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>
          <ScopedMessages>
            <a
              href="#main"
              className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
            >
              {t("skip")}
            </a>
            <SiteHeader signedIn={account.ok} />
            {children}
          </ScopedMessages>
        </ThemeProvider>
      </body>
    </html>
  );
}
