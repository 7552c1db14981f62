/** A collection of any size without compiling it, some of it learned and due. */
import "server-only";
import type { Card } from "#lib/deck";
import { newMemory, rate } from "#lib/review";
import { store } from "../store/index.ts";
import { reviewSettings } from "../study.ts";

const DAY_MS = 86_400_000;

export type Collected = { readonly all: readonly string[]; readonly due: readonly string[] };

/** Every second card was answered 5 to 34 days ago and is due by now or soon. */
export async function addCards(learnerId: string, count: number): Promise<Collected> {
  const cards = Array.from({ length: count }, (_, index) => card(index));
  const own = cards.map((each, position) => ({
    card: each,
    noteId: null,
    state: "active" as const,
    position,
  }));
  await store().cards.save(learnerId, own);
  const settings = reviewSettings({ settings: {} });
  const due: string[] = [];
  for (const [index, { id }] of cards.entries()) {
    if (index % 2 === 1) continue;
    const at = Date.now() - (5 + (index % 30)) * DAY_MS;
    const memory = rate(newMemory(id), 4, at, settings);
    await store().reviews.saveMemory(learnerId, memory, 1);
    due.push(id);
  }
  return { all: cards.map(({ id }) => id), due };
}

function card(index: number): Card {
  const id = `c_${String(index).padStart(7, "0")}`;
  const source = {
    path: `note-${index % 100}.md`,
    headings: ["Heading"],
    line: index,
    endLine: index,
  };
  return {
    id,
    kind: "basic",
    language: "en",
    front: `What is fact ${index}?`,
    back: `It is fact ${index}.`,
    rule: "definition-bullet",
    why: "The note defines it.",
    tags: [],
    domains: [],
    sources: [source],
  };
}
