"use client";
/** Deletes everything, after a question that says so; an account asks for its password. */
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { UseCaseError } from "#lib/server/use-cases";
import { buttonClass } from "../../_ui/button.ts";
import { Dialog } from "../../_ui/dialog.tsx";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { signOut } from "../../_ui/session.ts";
import { UNREACHABLE, useFailureText } from "../../_ui/use-failure-text.ts";
import { deleteAccountAction } from "../actions.ts";

export function DeleteAccount({ guest }: { readonly guest: boolean }) {
  const t = useTranslations("account");
  const failureText = useFailureText();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<UseCaseError | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    const outcome = await deleteAccountAction(password ? { password } : {}).catch(() => null);
    if (!outcome?.ok) return setError(outcome?.error ?? UNREACHABLE);
    await signOut().catch(() => undefined);
    window.location.assign("/");
  };
  return (
    <>
      <button type="button" onClick={() => setAsking(true)} className={buttonClass("danger")}>
        {t("delete-button")}
      </button>
      <Dialog open={asking} title={t("delete-title")} onClose={() => setAsking(false)}>
        <form onSubmit={submit} className="grid gap-4">
          <p className="text-soft">{t("delete-text")}</p>
          {error ? (
            <Notice tone="bad" live>
              {failureText(error)}
            </Notice>
          ) : null}
          {guest ? null : (
            <Field
              label={t("password")}
              name="password"
              type="password"
              autoComplete="current-password"
              required
            />
          )}
          <div className="flex justify-end gap-3">
            <button type="button" onClick={() => setAsking(false)} className={buttonClass("plain")}>
              {t("cancel")}
            </button>
            <button type="submit" className={buttonClass("danger")}>
              {t("delete-button")}
            </button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
