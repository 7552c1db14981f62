"use client";
/** A use case's refusal in the reader's language: by its code, else the technical sentence. */
import { useTranslations } from "next-intl";

type Failure = { readonly code: string; readonly message: string };

export function useFailureText(): (failure: Failure) => string {
  const t = useTranslations("errors");
  return ({ code, message }) => {
    const key = code as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : t("unknown", { message });
  };
}

export const UNREACHABLE: Failure = {
  code: "unreachable",
  message: "The server could not be reached.",
};
