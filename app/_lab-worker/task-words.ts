/** A scenario's words in the reader's language. */

import type { Scenario } from "#lib/scenario";
import type { Language } from "#lib/shared";
import type { TaskWords } from "./protocol.ts";

type Text = Scenario["title"];

export function taskWords(scenario: Scenario, language: Language): TaskWords {
  const plain = (text: Text) => (language === "ja" ? (text.ja ?? text.en) : text.en);
  return {
    title: plain(scenario.title),
    task: plain(scenario.task),
    hints: scenario.hints.map(plain),
    assumptions: scenario.assumptions.map(plain),
    debrief: scenario.debrief ? plain(scenario.debrief) : null,
  };
}
