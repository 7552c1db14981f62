"use client";
/** Makes the account, then signs in with it. */
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { UseCaseError } from "#lib/server/use-cases";
import { buttonClass } from "../../_ui/button.ts";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { signIn } from "../../_ui/session.ts";
import { UNREACHABLE, useFailureText } from "../../_ui/use-failure-text.ts";
import { signUpAction } from "../actions.ts";

const PASSWORD_LENGTH = 10;

export function SignUpForm() {
  const t = useTranslations("account");
  const failureText = useFailureText();
  const [state, setState] = useState<"idle" | "busy" | UseCaseError>("idle");
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, password] = [String(form.get("email")), String(form.get("password"))];
    const name = String(form.get("name")).trim();
    setState("busy");
    const made = await signUpAction({ email, password, ...(name ? { name } : {}) }).catch(
      () => null,
    );
    if (!made?.ok) return setState(made?.error ?? UNREACHABLE);
    const outcome = await signIn("credentials", { email, password });
    window.location.assign(outcome === "signed-in" ? "/today" : "/sign-in");
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      {typeof state === "object" ? (
        <Notice tone="bad" live>
          {failureText(state)}
        </Notice>
      ) : null}
      <Field label={t("name")} name="name" autoComplete="name" maxLength={100} />
      <Field label={t("email")} name="email" type="email" autoComplete="username" required />
      <Field
        label={t("password")}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={PASSWORD_LENGTH}
        maxLength={200}
        hint={t("password-hint", { count: PASSWORD_LENGTH })}
        required
      />
      <button type="submit" disabled={state === "busy"} className={buttonClass("primary")}>
        {state === "busy" ? t("making") : t("sign-up")}
      </button>
    </form>
  );
}
