"use client";
/** One click makes a guest; everything the guest does is kept when they sign up later. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ButtonKind, type ButtonSize, buttonClass } from "../_ui/button.ts";
import { signIn } from "../_ui/session.ts";
import { adoptBrowser, startGuestSession } from "./actions.ts";

type StartGuestProps = {
  readonly to: string;
  readonly label: string;
  readonly kind?: ButtonKind;
  readonly size?: ButtonSize;
};

export function StartGuest({ to, label, kind = "primary", size = "large" }: StartGuestProps) {
  const t = useTranslations("landing");
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const start = async () => {
    setState("busy");
    const token = await startGuestSession().catch(() => null);
    const outcome = token === null ? "refused" : await signIn("guest", { token });
    if (outcome !== "signed-in") return setState("failed");
    await adoptBrowser(Intl.DateTimeFormat().resolvedOptions().timeZone).catch(() => undefined);
    window.location.assign(to);
  };
  return (
    <div className="grid gap-2">
      <button
        type="button"
        onClick={start}
        disabled={state === "busy"}
        className={buttonClass(kind, size)}
      >
        {state === "busy" ? t("starting") : label}
      </button>
      {state === "failed" ? (
        <p role="alert" className="text-sm text-bad">
          {t("start-failed")}
        </p>
      ) : null}
    </div>
  );
}
