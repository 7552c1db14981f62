/** A deck is stored, exported and sent to a worker: JSON must hold all of it. */
import { expect, test } from "vitest";
import { CARD_KINDS } from "#lib/deck";
import { compile } from "../compile.ts";
import { cardRules } from "../rules/index.ts";
import { STUDY_NOTE, STUDY_NOTE_JA } from "../testing/index.ts";

const notes = [
  { path: "a.md", text: STUDY_NOTE },
  { path: "b.md", text: STUDY_NOTE_JA },
];
const through = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test("a deck that went through JSON is the same deck", () => {
  const deck = compile(notes);
  expect(through(deck)).toStrictEqual(deck);
});

test("a deck that went through JSON keeps every card, and those that come back", () => {
  const first = through(compile(notes));
  const [, japanese] = notes;
  if (japanese === undefined) throw new Error("two notes");
  const second = through(compile([japanese], { previous: first }));
  const third = compile(notes, { previous: second });
  expect(new Set(third.cards.map(({ id }) => id))).toEqual(
    new Set(first.cards.map(({ id }) => id)),
  );
});

test("rules make cards of the known kinds, each known once", () => {
  expect(new Set(CARD_KINDS).size).toBe(CARD_KINDS.length);
  const examples = cardRules.flatMap((rule) => rule.examples);
  const kinds = new Set(examples.flatMap(({ cards }) => cards.map(({ kind }) => kind)));
  expect([...kinds].filter((kind) => !CARD_KINDS.includes(kind))).toEqual([]);
  expect(kinds.size).toBeGreaterThan(9);
});
