/** The scenario quiz of a manifest: its title, its words, and the card that stands for it. */
import type { NoteScenario } from "#lib/deck";
import type { Language } from "#lib/shared";
import type { Draft } from "../rules/rule.ts";
import type { Block, Code } from "../syntax/block.ts";
import { plain } from "../syntax/inline.ts";
import { sentencesOf } from "../syntax/sentence.ts";
import { type ManifestTask, manifestTask } from "./manifest-task.ts";

export const SCENARIO_RULE = {
  id: "manifest-scenario",
  description: "A complete manifest is a task: reach what it describes in a simulated cluster.",
  why: {
    en: "Your note holds a complete manifest.",
    ja: "ノートに完全なマニフェストがあります。",
  },
} as const;

/** Everything of the scenario that does not depend on the identity of its card. */
export type ScenarioDraft = Omit<NoteScenario, "id">;

type Place = {
  readonly path: string;
  readonly language: Language;
  readonly headings: readonly string[];
  readonly previous: Block | undefined;
};

/** What the note itself says of the manifest; the scenario adds the fields that it grades. */
function wordsOf(task: ManifestTask, lead: string): string {
  const comments = task.comments.map((comment) => `- ${comment}`).join("\n");
  return [lead, comments].filter((part) => part !== "").join("\n\n");
}

/** The card's front, which no scenario explains: everything that a learner cannot know. */
function frontOf(task: ManifestTask, words: string, title: string, language: Language): string {
  const made = task.objects
    .map(({ kind, name }) => `${kind} \`${name}\``)
    .join(language === "ja" ? "、" : ", ");
  const order = language === "ja" ? `次を作成せよ：${made}` : `Create: ${made}`;
  const given = task.values.map((value) => `- \`${value}\``).join("\n");
  return [words === "" ? title : words, order, given].filter((part) => part !== "").join("\n\n");
}

export function scenarioFrom(
  code: Code,
  place: Place,
): { readonly scenario: ScenarioDraft; readonly card: Draft } | undefined {
  const task = manifestTask(code, place.language);
  if (task === undefined) return undefined;
  const { path, language, headings, previous } = place;
  const names = task.objects.map(({ kind, name }) => `${kind} ${name}`).join(", ");
  const heading = headings.at(-1) ?? "";
  const title = heading === "" ? names : `${heading} – ${names}`;
  const raw = previous?.kind === "paragraph" ? previous.text : "";
  const lead = (sentencesOf(plain(raw)).at(-1) ?? "").replace(/[:：]$/, "");
  const prompt = wordsOf(task, lead);
  const front = frontOf(task, prompt, heading === "" ? names : heading, language);
  const back = `\`\`\`yaml\n${task.manifest}\n\`\`\``;
  return {
    scenario: {
      title,
      language,
      source: { path, line: code.line, endLine: code.endLine },
      manifest: task.manifest,
      headings,
      prompt,
      criteria: task.objects.length,
      assumptions: task.assumptions,
    },
    card: { kind: "scenario", front, back, tags: task.objects.map(({ kind }) => kind) },
  };
}
