/**
 * The shared decks, made from `content/notes`. A card keeps its id over every edit of these notes
 * just as in a learner's own, so that nobody's memory is lost by an update of the product.
 */
import "server-only";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "#lib/compiler";
import type { Card, Deck, Note } from "#lib/deck";
import type { Language } from "#lib/shared";
import { store } from "../store/index.ts";

/** Ids of shared cards never meet those of a learner's own cards. */
const PREFIX = "k-";
const LANGUAGES: readonly Language[] = ["en", "ja"];
const TITLES = { en: "Kubernetes core", ja: "Kubernetes の基礎" } as const;

/** Gives back the ids of the decks that were written. */
export async function publishDecks(root: string): Promise<readonly string[]> {
  const compilerHash = await hashFolder(join(root, "lib", "compiler"));
  const published: string[] = [];
  for (const language of LANGUAGES) {
    const notes = await readNotes(join(root, "content", "notes"), language);
    const hash = sha256([compilerHash, ...notes.flatMap(({ path, text }) => [path, text])]);
    const id = `kubernetes-${language}`;
    if ((await store().decks.hashOf(id)) === hash) continue;
    await publish({ id, language, hash, notes });
    published.push(id);
  }
  return published;
}

async function publish(given: {
  readonly id: string;
  readonly language: Language;
  readonly hash: string;
  readonly notes: readonly Note[];
}): Promise<void> {
  const { id, language, hash, notes } = given;
  await store().together(async (inside) => {
    const deck = compile(notes, { previous: previous(await inside.decks.cardsOf(id)) });
    const titles = new Map(deck.notes.map(({ path, title }) => [path, title]));
    await inside.decks.publish({
      id,
      language,
      hash,
      title: TITLES[language],
      notes: notes.map(({ path, text }) => ({ path, text, title: titles.get(path) ?? path })),
      cards: deck.cards.map(({ matched: _matched, ...card }) => ({
        ...card,
        id: `${PREFIX}${card.id}`,
      })),
    });
  });
}

function previous(
  cards: readonly { readonly card: Card; readonly state: "active" | "retired" }[],
): Deck {
  const bare = (card: Card) => ({ ...card, id: card.id.slice(PREFIX.length) });
  const of = (wanted: string) =>
    cards.filter(({ state }) => state === wanted).map(({ card }) => bare(card));
  return {
    notes: [],
    cards: of("active"),
    scenarios: [],
    corrections: [],
    openQuestions: [],
    gaps: [],
    retired: of("retired").map(({ id }) => id),
    retiredCards: of("retired"),
    uncertain: [],
    diagnostics: [],
  };
}

async function readNotes(folder: string, language: Language): Promise<readonly Note[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(`.${language}.md`)).sort();
  return Promise.all(
    names.map(async (path) => ({ path, text: await readFile(join(folder, path), "utf8") })),
  );
}

async function hashFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return sha256(await Promise.all(files.map((file) => readFile(file, "utf8"))));
}

function sha256(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex");
}
