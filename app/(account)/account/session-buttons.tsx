"use client";
/**
 * Ends this session, or all of them. A guest is warned:
 * without an account there is no way back.
 */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "../../_ui/button.ts";
import { Dialog } from "../../_ui/dialog.tsx";
import { signOut } from "../../_ui/session.ts";
import { signOutEverywhereAction } from "../actions.ts";

export function SessionButtons({ guest }: { readonly guest: boolean }) {
  const t = useTranslations("account");
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    await signOut();
    window.location.assign("/");
  };
  const leaveEverywhere = async () => {
    await signOutEverywhereAction();
    await leave();
  };
  return (
    <div className="flex flex-wrap gap-3">
      <button
        type="button"
        onClick={guest ? () => setAsking(true) : leave}
        className={buttonClass()}
      >
        {t("sign-out")}
      </button>
      {guest ? null : (
        <button type="button" onClick={leaveEverywhere} className={buttonClass()}>
          {t("sign-out-everywhere")}
        </button>
      )}
      <Dialog open={asking} title={t("guest-leave-title")} onClose={() => setAsking(false)}>
        <p className="text-soft">{t("guest-leave-text")}</p>
        <div className="mt-6 flex justify-end gap-3">
          <button type="button" onClick={() => setAsking(false)} className={buttonClass("plain")}>
            {t("cancel")}
          </button>
          <button type="button" onClick={leave} className={buttonClass("danger")}>
            {t("sign-out")}
          </button>
        </div>
      </Dialog>
    </div>
  );
}
