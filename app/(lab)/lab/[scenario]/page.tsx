/** One scenario at the bench: task, editor, terminal, cluster, verdict. */
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { getScenario, type ScenarioView } from "#lib/server/use-cases";
import { openScenario } from "../../../_lab-worker/open-scenario.ts";
import { taskWords } from "../../../_lab-worker/task-words.ts";
import { required } from "../../../_ui/outcome.ts";
import { ScopedMessages } from "../../../_ui/scoped-messages.tsx";
import { Bench } from "./bench.tsx";
import { taskView } from "./task-view.ts";

type ScenarioPageProps = { readonly params: Promise<{ readonly scenario: string }> };

async function load({ params }: ScenarioPageProps): Promise<ScenarioView> {
  const id = decodeURIComponent((await params).scenario);
  return required(await getScenario({ id }), `/lab/${id}`);
}

export async function generateMetadata(props: ScenarioPageProps): Promise<Metadata> {
  const id = decodeURIComponent((await props.params).scenario);
  const outcome = await getScenario({ id });
  if (!outcome.ok) return { title: (await getTranslations("catalogue"))("title") };
  const view = outcome.value;
  return { title: view.origin === "note" ? view.note.title : view.id };
}

export default async function ScenarioPage(props: ScenarioPageProps) {
  const [locale, view] = [await getLocale(), await load(props)];
  return (
    <ScopedMessages of={["lab"]}>
      <Bench
        key={view.id}
        scenario={view}
        language={locale}
        task={view.origin === "built-in" ? builtInTask(view, locale) : null}
        source={view.origin === "note" ? { noteId: view.noteId, source: view.note.source } : null}
      />
    </ScopedMessages>
  );
}

/** The words of an authored scenario need no cluster, so they are there with the page. */
function builtInTask(view: ScenarioView, language: "en" | "ja") {
  const opened = openScenario(view);
  return opened.ok ? taskView(taskWords(opened.value, language)) : null;
}
