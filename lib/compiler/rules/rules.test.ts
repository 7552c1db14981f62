/** Runs every example of every rule: they are the rules' tests and their documentation. */
import { describe, expect, test } from "vitest";
import { compile } from "../compile.ts";
import { cardRules } from "./index.ts";

describe.each(cardRules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("has an example that makes a card or asks, one that does not, and both languages", () => {
    const makes = rule.examples.filter(
      ({ cards, questions = [] }) => cards.length + questions.length > 0,
    );
    expect(makes.length).toBeGreaterThan(0);
    expect(rule.examples.some(({ cards }) => cards.length === 0)).toBe(true);
    expect(makes.some(({ note }) => /[ぁ-んァ-ヶ一-龠]/.test(note))).toBe(true);
    expect(makes.some(({ note }) => !/[ぁ-んァ-ヶ一-龠]/.test(note))).toBe(true);
  });

  test.each(rule.examples.map((example) => [example.note, example] as const))(
    "%s",
    (note, example) => {
      const deck = compile([{ path: "note.md", text: note }]);
      const cards = deck.cards.filter((card) => card.rule === id);
      expect(cards.map(({ kind, front }) => ({ kind, front }))).toEqual(
        example.cards.map(({ kind, front }) => ({ kind, front })),
      );
      expect(cards).toMatchObject(example.cards);
      if (example.questions !== undefined) {
        expect(deck.openQuestions.map(({ text }) => text)).toEqual(example.questions);
      }
      if (example.diagnostics !== undefined) {
        const found = deck.diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`);
        expect(found).toEqual(example.diagnostics);
      }
    },
  );
});
