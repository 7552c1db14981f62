"use client";
/** Email and password; one sentence for every refusal, so that no address can be guessed. */
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { buttonClass } from "../../_ui/button.ts";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { type SignInOutcome, signIn } from "../../_ui/session.ts";

type SignInFormProps = { readonly to: string; readonly refused: boolean };

export function SignInForm({ to, refused }: SignInFormProps) {
  const t = useTranslations("account");
  const [state, setState] = useState<"idle" | "busy" | SignInOutcome>(refused ? "refused" : "idle");
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setState("busy");
    const outcome = await signIn("credentials", {
      email: String(form.get("email")),
      password: String(form.get("password")),
    });
    if (outcome === "signed-in") window.location.assign(to);
    else setState(outcome);
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      {state === "refused" || state === "unreachable" ? (
        <Notice tone="bad" live>
          {t(state)}
        </Notice>
      ) : null}
      <Field label={t("email")} name="email" type="email" autoComplete="username" required />
      <Field
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <button type="submit" disabled={state === "busy"} className={buttonClass("primary")}>
        {state === "busy" ? t("signing-in") : t("sign-in")}
      </button>
    </form>
  );
}
