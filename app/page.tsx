/** The landing page: what Kubedeck does, tried at once on a note of its own. */
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { getAccount } from "#lib/server/use-cases";
import { LiveCard } from "./_landing/live-card.tsx";
import { LiveScenario } from "./_landing/live-scenario.tsx";
import { SampleNote } from "./_landing/sample-note.tsx";
import { StartGuest } from "./_landing/start-guest.tsx";
import { buttonClass } from "./_ui/button.ts";
import { CopyLine } from "./_ui/copy-line.tsx";
import { LanguageChoice, ThemeChoice } from "./_ui/preferences.tsx";
import { ScopedMessages } from "./_ui/scoped-messages.tsx";

const SELF_HOST = ["git clone REPOSITORY kubedeck && cd kubedeck", "npm start"] as const;

export default async function LandingPage() {
  const [t, account] = [await getTranslations("landing"), await getAccount({})];
  return (
    <ScopedMessages of={["landing", "lab"]}>
      <main id="main" className="mx-auto max-w-[76rem] px-4 pb-24 sm:px-6">
        <div className="max-w-[46rem] pt-14 pb-16 sm:pt-24 sm:pb-20">
          <h1 className="text-[2.1rem] leading-[1.15] sm:text-[3.1rem]">{t("title")}</h1>
          <p className="mt-6 max-w-[38rem] text-lg text-soft">{t("lead")}</p>
          <div className="mt-8 flex flex-wrap items-start gap-3">
            {account.ok ? (
              <Link href="/today" className={buttonClass("primary", "large")}>
                {t("continue")}
              </Link>
            ) : (
              <StartGuest to="/notes" label={t("start")} />
            )}
            {account.ok ? null : (
              <Link href="/sign-in" className={buttonClass("plain", "large")}>
                {t("have-account")}
              </Link>
            )}
          </div>
          {account.ok ? null : <p className="mt-4 text-sm text-soft">{t("start-note")}</p>}
        </div>

        <Part title={t("card-title")} lead={t("card-lead")}>
          <div className="grid items-start gap-6 md:grid-cols-2 md:gap-10">
            <SampleNote />
            <LiveCard />
          </div>
        </Part>

        <Part title={t("scenario-title")} lead={t("scenario-lead")}>
          <LiveScenario />
        </Part>

        <Part title={t("host-title")} lead={t("host-lead")}>
          <div className="grid max-w-[42rem] grid-cols-[minmax(0,1fr)] gap-2">
            {SELF_HOST.map((line) => (
              <CopyLine key={line} text={line} />
            ))}
          </div>
        </Part>
      </main>
      <footer className="border-t border-line">
        <div className="mx-auto flex max-w-[76rem] flex-wrap items-end gap-x-8 gap-y-4 px-4 py-8 sm:px-6">
          <p className="grow text-sm text-soft">{t("footer")}</p>
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </footer>
    </ScopedMessages>
  );
}

function Part(props: {
  readonly title: string;
  readonly lead: string;
  readonly children: React.ReactNode;
}) {
  return (
    <section className="border-t border-line py-12 sm:py-16">
      <h2 className="text-[1.5rem]">{props.title}</h2>
      <p className="mt-2 mb-8 max-w-[40rem] text-soft">{props.lead}</p>
      {props.children}
    </section>
  );
}
