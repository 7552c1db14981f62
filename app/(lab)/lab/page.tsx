/** Can I do this? Every scenario by where it comes from, with how it went and when it is due. */
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { listScenarios, type ScenarioListItem } from "#lib/server/use-cases";
import { buttonClass } from "../../_ui/button.ts";
import { relativeText } from "../../_ui/interval.ts";
import { KeyHelp } from "../../_ui/key-help.tsx";
import { required } from "../../_ui/outcome.ts";
import { Page, Section } from "../../_ui/page.tsx";
import { ScopedMessages } from "../../_ui/scoped-messages.tsx";
import { SearchField } from "../../_ui/search-field.tsx";

type LabPageProps = { readonly searchParams: Promise<{ readonly q?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("catalogue"))("title") };
}

export default async function LabPage({ searchParams }: LabPageProps) {
  const [t, locale] = [await getTranslations("catalogue"), await getLocale()];
  const { q = "" } = await searchParams;
  const scenarios = required(await listScenarios({}), "/lab");
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = scenarios.filter((one) => {
    const text = `${one.title[locale]} ${one.domains.join(" ")} ${one.id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const own = found.filter(({ origin }) => origin === "note");
  const builtIn = found.filter(({ origin }) => origin === "built-in");
  return (
    <ScopedMessages>
      <Page
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <KeyHelp rows={[]} />
            <SearchField label={t("search")} value={q} />
          </>
        }
      >
        {found.length === 0 ? <p className="pb-8 text-soft">{t("nothing")}</p> : null}
        {own.length > 0 ? (
          <Section title={t("own")}>
            <ScenarioRows scenarios={own} />
          </Section>
        ) : null}
        {builtIn.length > 0 ? (
          <Section title={t("built-in")}>
            <ScenarioRows scenarios={builtIn} />
          </Section>
        ) : null}
        {own.length === 0 && !q ? (
          <Section title={t("own")} lead={t("own-empty")}>
            <Link href="/notes#import" className={buttonClass()}>
              {t("import")}
            </Link>
          </Section>
        ) : null}
      </Page>
    </ScopedMessages>
  );
}

async function ScenarioRows(props: { readonly scenarios: readonly ScenarioListItem[] }) {
  const [t, locale, now] = [await getTranslations("catalogue"), await getLocale(), Date.now()];
  return (
    <ul>
      {props.scenarios.map((one) => (
        <li key={one.id} className="border-t border-line first:border-t-0">
          <Link
            href={`/lab/${one.id}`}
            className="group grid gap-1 py-3.5 sm:grid-cols-[1fr_auto] sm:gap-6"
          >
            <span className="min-w-0">
              <span className="font-medium wrap-anywhere group-hover:text-accent">
                {one.title[locale]}
              </span>
              {one.domains.length + (one.minutes ?? 0) > 0 ? (
                <span className="block text-sm text-soft">
                  {[
                    ...one.domains,
                    ...(one.minutes ? [t("minutes", { count: one.minutes })] : []),
                    ...(one.difficulty ? [t("difficulty", { level: one.difficulty })] : []),
                  ].join(" · ")}
                </span>
              ) : null}
            </span>
            <span className="text-sm text-soft sm:text-right">
              {one.lastVerdict ? (
                <span className={one.lastVerdict.passed ? "text-good" : "text-bad"}>
                  {one.lastVerdict.passed
                    ? t("passed")
                    : t("score", { score: one.lastVerdict.score, points: one.lastVerdict.points })}
                </span>
              ) : (
                t("untried")
              )}
              {one.dueMs === undefined ? null : (
                <span className="block">
                  {one.dueMs <= now
                    ? t("due-now")
                    : t("due", { when: relativeText(one.dueMs - now, locale) })}
                </span>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
