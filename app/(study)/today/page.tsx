/** What should I do now? Minutes of work and one button; figures that are true, not flattering. */
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { getToday, listScenarios, type TodayView } from "#lib/server/use-cases";
import { buttonClass } from "../../_ui/button.ts";
import { EmptyState } from "../../_ui/empty-state.tsx";
import { relativeText } from "../../_ui/interval.ts";
import { KeyHelp } from "../../_ui/key-help.tsx";
import { required } from "../../_ui/outcome.ts";
import { Page, Section } from "../../_ui/page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("today"))("title") };
}

export default async function TodayPage() {
  const t = await getTranslations("today");
  const today = required(await getToday({}), "/today");
  const work = today.dueNow + today.newToday;
  return (
    <Page title={t("title")} width="list" actions={<KeyHelp rows={[]} />}>
      {today.cards === 0 ? <FirstTime /> : <Now today={today} work={work} />}
      {today.notes === 0 && today.cards > 0 ? <OwnNotes /> : null}
      <Practice />
      {today.started > 0 ? <Figures today={today} /> : null}
    </Page>
  );
}

async function FirstTime() {
  const t = await getTranslations("today");
  return (
    <div className="pb-10">
      <EmptyState
        title={t("first-title")}
        action={
          <>
            <Link href="/notes#import" className={buttonClass("primary")}>
              {t("import")}
            </Link>
            <Link href="/lab" className={buttonClass()}>
              {t("see-lab")}
            </Link>
          </>
        }
      >
        {t("first-text")}
      </EmptyState>
    </div>
  );
}

async function Now({ today, work }: { readonly today: TodayView; readonly work: number }) {
  const [t, kinds, locale] = [
    await getTranslations("today"),
    await getTranslations("kinds"),
    await getLocale(),
  ];
  if (work === 0) {
    const when =
      today.nextDueAtMs === null ? null : relativeText(today.nextDueAtMs - Date.now(), locale);
    return (
      <section className="pb-12">
        <p className="text-2xl">{t("done")}</p>
        <p className="mt-2 text-soft">{when === null ? t("no-next") : t("next", { when })}</p>
      </section>
    );
  }
  return (
    <section className="pb-12" aria-labelledby="now">
      <div className="flex flex-wrap items-end justify-between gap-6">
        <div>
          <p
            id="now"
            className="text-[2.6rem] leading-none font-semibold tracking-tight tabular-nums"
          >
            {t("minutes", { count: Math.max(1, Math.round(today.minutes)) })}
          </p>
          <p className="mt-3 text-soft">{t("work", { due: today.dueNow, new: today.newToday })}</p>
        </div>
        <Link href="/review" className={buttonClass("primary", "large")}>
          {t("start")}
        </Link>
      </div>
      <ul className="mt-6 flex flex-wrap gap-x-5 gap-y-1.5 text-sm text-soft">
        {today.perKind.map(({ kind, count }) => (
          <li key={kind}>
            <span className="font-medium text-ink tabular-nums">{count}</span> {kinds(kind)}
          </li>
        ))}
      </ul>
    </section>
  );
}

async function OwnNotes() {
  const t = await getTranslations("today");
  return (
    <Section title={t("own-title")} lead={t("own-text")}>
      <Link href="/notes#import" className={buttonClass()}>
        {t("import")}
      </Link>
    </Section>
  );
}

/** The scenarios whose turn it is: due ones, then ones never tried. */
async function Practice() {
  const [t, locale, now] = [await getTranslations("today"), await getLocale(), Date.now()];
  const scenarios = required(await listScenarios({}), "/today");
  const due = scenarios.filter((s) => s.dueMs !== undefined && s.dueMs <= now);
  const untried = scenarios.filter((s) => !s.lastVerdict && s.dueMs === undefined);
  const shown = [...due, ...untried].slice(0, 4);
  if (shown.length === 0) return null;
  return (
    <Section
      title={t("practice")}
      aside={
        <Link href="/lab" className="text-sm text-accent underline-offset-4 hover:underline">
          {t("all-scenarios")}
        </Link>
      }
    >
      <ul>
        {shown.map((scenario) => (
          <li key={scenario.id} className="border-t border-line first:border-t-0">
            <Link
              href={`/lab/${scenario.id}`}
              className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3 hover:text-accent"
            >
              <span className="font-medium">{scenario.title[locale]}</span>
              <span className="text-sm text-soft">
                {due.includes(scenario) ? t("due-again") : t(`from-${scenario.origin}`)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

async function Figures({ today }: { readonly today: TodayView }) {
  const t = await getTranslations("today");
  const percent = (share: number) => t("percent", { value: Math.round(share * 100) });
  const rows: readonly (readonly [string, string])[] = [
    [t("answered-today"), String(today.answeredToday)],
    [t("cards-started"), t("of", { some: today.started, all: today.cards })],
    [
      t("retention"),
      today.retention === null
        ? t("too-few")
        : t("retention-of", {
            real: percent(today.retention),
            desired: percent(today.desiredRetention),
          }),
    ],
  ];
  return (
    <Section title={t("figures")}>
      <dl className="grid gap-x-10 gap-y-4 sm:grid-cols-3">
        {rows.map(([term, text]) => (
          <div key={term}>
            <dt className="text-sm text-soft">{term}</dt>
            <dd className="mt-0.5 text-lg tabular-nums">{text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
