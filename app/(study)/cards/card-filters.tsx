"use client";
/** Kind and state of the cards on the list, kept in the address. */
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { CARD_KINDS } from "#lib/deck";

const SELECT =
  "min-h-9 rounded-lg border border-line-strong bg-surface px-2.5 text-[0.95rem] text-ink";

type CardFiltersProps = { readonly kind: string; readonly state: string };

export function CardFilters({ kind, state }: CardFiltersProps) {
  const [t, kinds] = [useTranslations("cards"), useTranslations("kinds")];
  const [router, path, parameters] = [useRouter(), usePathname(), useSearchParams()];
  const choose = (name: "kind" | "state", value: string) => {
    const next = new URLSearchParams(parameters);
    next.delete("cursor");
    if (value) next.set(name, value);
    else next.delete(name);
    router.replace(`${path}?${next}`, { scroll: false });
  };
  return (
    <>
      <select
        aria-label={t("kind")}
        value={kind}
        onChange={(event) => choose("kind", event.target.value)}
        className={SELECT}
      >
        <option value="">{t("all-kinds")}</option>
        {CARD_KINDS.map((one) => (
          <option key={one} value={one}>
            {kinds(one)}
          </option>
        ))}
      </select>
      <select
        aria-label={t("state")}
        value={state}
        onChange={(event) => choose("state", event.target.value)}
        className={SELECT}
      >
        <option value="">{t("all-states")}</option>
        {(["active", "suspended", "retired", "flagged"] as const).map((one) => (
          <option key={one} value={one}>
            {t(one)}
          </option>
        ))}
      </select>
    </>
  );
}
