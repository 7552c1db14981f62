"use client";
/** A new password ends all sessions; this one is opened again with it at once. */
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { UseCaseError } from "#lib/server/use-cases";
import { buttonClass } from "../../_ui/button.ts";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { signIn } from "../../_ui/session.ts";
import { UNREACHABLE, useFailureText } from "../../_ui/use-failure-text.ts";
import { changePasswordAction } from "../actions.ts";

export function PasswordForm({ email }: { readonly email: string }) {
  const t = useTranslations("account");
  const failureText = useFailureText();
  const [state, setState] = useState<"idle" | "busy" | "changed" | UseCaseError>("idle");
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const page = event.currentTarget;
    const form = new FormData(page);
    const next = String(form.get("next"));
    setState("busy");
    const outcome = await changePasswordAction({
      current: String(form.get("current")),
      next,
    }).catch(() => null);
    if (!outcome?.ok) return setState(outcome?.error ?? UNREACHABLE);
    await signIn("credentials", { email, password: next });
    page.reset();
    setState("changed");
  };
  return (
    <form onSubmit={submit} className="grid max-w-xl gap-5 sm:grid-cols-2">
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field
        label={t("current-password")}
        name="current"
        type="password"
        autoComplete="current-password"
        required
      />
      <Field
        label={t("new-password")}
        name="next"
        type="password"
        autoComplete="new-password"
        minLength={10}
        maxLength={200}
        required
      />
      <div className="flex items-center gap-4 sm:col-span-2">
        <button type="submit" disabled={state === "busy"} className={buttonClass()}>
          {t("change-password")}
        </button>
        <span role="status" className="text-sm text-good">
          {state === "changed" ? t("password-changed") : ""}
        </span>
      </div>
      {typeof state === "object" ? (
        <div className="sm:col-span-2">
          <Notice tone="bad" live>
            {failureText(state)}
          </Notice>
        </div>
      ) : null}
    </form>
  );
}
