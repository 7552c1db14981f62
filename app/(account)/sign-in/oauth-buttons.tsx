"use client";
/** GitHub or Google, where the operator has set them up; nothing otherwise. */
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { buttonClass } from "../../_ui/button.ts";
import { type OauthProvider, oauthAddress, oauthProviders } from "../../_ui/session.ts";

export function OauthButtons({ to }: { readonly to: string }) {
  const t = useTranslations("account");
  const [providers, setProviders] = useState<readonly OauthProvider[]>([]);
  useEffect(() => {
    void oauthProviders().then(setProviders);
  }, []);
  const go = async (id: string) => {
    const address = await oauthAddress(id, to).catch(() => null);
    if (address) window.location.assign(address);
  };
  if (providers.length === 0) return null;
  return (
    <div className="mt-4 grid gap-2">
      {providers.map(({ id, name }) => (
        <button key={id} type="button" onClick={() => go(id)} className={buttonClass()}>
          {t("sign-in-with", { name })}
        </button>
      ))}
    </div>
  );
}
