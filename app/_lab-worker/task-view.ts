/** A scenario's words in the reader's language, its CommonMark as safe HTML. */
import type { Language } from "#lib/deck";
import type { Scenario } from "#lib/scenario";
import { renderMarkdown } from "../_ui/markdown.ts";
import type { TaskView } from "./protocol.ts";

type Text = Scenario["title"];

export function taskView(scenario: Scenario, language: Language): TaskView {
  const plain = (text: Text) => (language === "ja" ? (text.ja ?? text.en) : text.en);
  const html = (text: Text) => renderMarkdown(plain(text));
  return {
    title: plain(scenario.title),
    html: html(scenario.task),
    hints: scenario.hints.map(html),
    assumptions: scenario.assumptions.map(plain),
    debrief: scenario.debrief ? html(scenario.debrief) : null,
  };
}
