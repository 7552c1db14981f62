"use client";
/** Theme and language, for everybody; a signed-in learner's choice is also kept on the server. */
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useEffect, useState, useTransition } from "react";
import { Choice } from "./choice.tsx";
import { chooseLanguage, chooseTheme } from "./preference-actions.ts";

type Theme = "light" | "dark" | "system";

export function ThemeChoice() {
  const t = useTranslations("preferences");
  const { theme, setTheme } = useTheme();
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return (
    <Choice<Theme>
      label={t("theme")}
      value={mounted ? (theme as Theme) : undefined}
      options={(["light", "dark", "system"] as const).map((value) => ({ value, label: t(value) }))}
      onChange={(value) => {
        setTheme(value);
        void chooseTheme(value);
      }}
    />
  );
}

export function LanguageChoice() {
  const t = useTranslations("preferences");
  const locale = useLocale();
  const [, start] = useTransition();
  return (
    <Choice<"en" | "ja">
      label={t("language")}
      value={locale}
      options={[
        { value: "en", label: "English", lang: "en" },
        { value: "ja", label: "日本語", lang: "ja" },
      ]}
      onChange={(value) => start(() => chooseLanguage(value))}
    />
  );
}
