"use client";
/** How much a day, when the day begins, how sure one wants to be. Saved field by field. */
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { LearnerSettings, UseCaseError } from "#lib/server/use-cases";
import { buttonClass } from "../../_ui/button.ts";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { UNREACHABLE, useFailureText } from "../../_ui/use-failure-text.ts";
import { updateSettingsAction } from "../actions.ts";

export function SettingsForm({ settings }: { readonly settings: LearnerSettings }) {
  const t = useTranslations("account");
  const failureText = useFailureText();
  const [state, setState] = useState<"idle" | "busy" | "saved" | UseCaseError>("idle");
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const figure = (field: string) => Number(form.get(field));
    setState("busy");
    const outcome = await updateSettingsAction({
      newPerDay: figure("newPerDay"),
      reviewsPerDay: figure("reviewsPerDay"),
      desiredRetention: figure("retention") / 100,
      rolloverHour: figure("rolloverHour"),
      timeZone: String(form.get("timeZone")).trim(),
    }).catch(() => null);
    setState(outcome?.ok ? "saved" : (outcome?.error ?? UNREACHABLE));
  };
  return (
    <form onSubmit={submit} className="grid max-w-xl gap-5 sm:grid-cols-2">
      <FigureFields settings={settings} />
      <TimeZoneField timeZone={settings.timeZone} />
      <div className="flex items-center gap-4 sm:col-span-2">
        <button type="submit" disabled={state === "busy"} className={buttonClass("primary")}>
          {t("save")}
        </button>
        <span role="status" className="text-sm text-good">
          {state === "saved" ? t("saved") : ""}
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

function FigureFields({ settings }: { readonly settings: LearnerSettings }) {
  const t = useTranslations("account");
  return (
    <>
      <Field
        label={t("new-per-day")}
        name="newPerDay"
        type="number"
        min={0}
        max={1000}
        defaultValue={settings.newPerDay}
        required
      />
      <Field
        label={t("reviews-per-day")}
        name="reviewsPerDay"
        type="number"
        min={0}
        max={10000}
        defaultValue={settings.reviewsPerDay}
        required
      />
      <Field
        label={t("retention")}
        hint={t("retention-hint")}
        name="retention"
        type="number"
        min={70}
        max={97}
        defaultValue={Math.round(settings.desiredRetention * 100)}
        required
      />
      <Field
        label={t("rollover")}
        hint={t("rollover-hint")}
        name="rolloverHour"
        type="number"
        min={0}
        max={23}
        defaultValue={settings.rolloverHour}
        required
      />
    </>
  );
}

function TimeZoneField({ timeZone }: { readonly timeZone: string }) {
  const t = useTranslations("account");
  return (
    <>
      <Field
        label={t("time-zone")}
        name="timeZone"
        list="time-zones"
        defaultValue={timeZone}
        required
      />
      <datalist id="time-zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
