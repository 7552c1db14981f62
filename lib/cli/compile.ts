/** `compile PATH…`: notes → deck, as text for people or as the JSON that docs/cli.md describes. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createCompiler } from "#lib/compiler";
import type { Card, Deck } from "#lib/deck";
import { failure, type Result, success } from "#lib/shared";
import { readNoteSources } from "./note-source.ts";

const HELP = `Compile notes into cards and scenario quizzes.

Usage: npm run -s compile -- PATH… [--json] [--previous FILE]

  PATH             a Markdown file, a folder, or a zip archive
  --json           print one JSON document on standard output
  --previous FILE  an earlier result with --json: cards keep their ids
  --help           this text

Example: npm run -s compile -- notes/ --json > deck.json

Exit status: 0 done, 1 the input could not be used, 2 wrong usage.
`;

/** The document that \`--json\` prints. */
type Compiled = Omit<
  Deck,
  "notes" | "corrections" | "uncertain" | "scenarios" | "retiredCards" | "retired"
> & {
  readonly notes: readonly { path: string; language: string; cards: number; ms: number }[];
  readonly scenarios: readonly {
    id: string;
    title: string;
    source: { path: string; line: number };
    criteria: number;
    assumptions: readonly string[];
  }[];
  readonly corrections: readonly { claim: string; path: string; line: number; card: string }[];
  readonly retired?: readonly string[];
  readonly uncertain?: readonly { old: string; new: string; similarity: number }[];
};

function compiled(deck: Deck, ms: ReadonlyMap<string, number>, withPrevious: boolean): Compiled {
  const matched = {
    retired: deck.retired,
    uncertain: deck.uncertain.map(({ oldId, newId, similarity }) => ({
      old: oldId,
      new: newId,
      similarity,
    })),
  };
  return {
    notes: deck.notes.map(({ path, language, cards }) => ({
      path,
      language,
      cards,
      ms: ms.get(path) ?? 0,
    })),
    cards: deck.cards,
    scenarios: deck.scenarios.map(({ id, title, source, criteria, assumptions }) => ({
      id,
      title,
      source: { path: source.path, line: source.line },
      criteria,
      assumptions,
    })),
    corrections: deck.corrections.map(({ claim, path, line, cardId }) => ({
      claim,
      path,
      line,
      card: cardId,
    })),
    openQuestions: deck.openQuestions,
    gaps: deck.gaps,
    ...(withPrevious ? matched : {}),
    diagnostics: deck.diagnostics,
  };
}

function readPrevious(place: string): Result<Deck, string> {
  try {
    const found = JSON.parse(readFileSync(place, "utf8")) as Partial<Compiled>;
    if (!Array.isArray(found.cards))
      return failure(`${place}: Unexpected document, expected the output of compile --json`);
    return success({
      notes: [],
      cards: found.cards.map((card: Card) => ({
        ...card,
        tags: card.tags ?? [],
        sources: card.sources ?? [],
      })),
      scenarios: [],
      corrections: [],
      openQuestions: [],
      gaps: [],
      retired: found.retired ?? [],
      uncertain: [],
      diagnostics: [],
    });
  } catch (error) {
    return failure(`${place}: ${error instanceof Error ? error.message : "cannot be read"}`);
  }
}

function summary(deck: Deck): string {
  const rules = new Map<string, number>();
  for (const { rule } of deck.cards) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const lines = deck.notes.map(
    ({ path, language, cards }) => `${path} (${language}): ${cards} cards`,
  );
  const perRule = [...rules]
    .sort((a, b) => b[1] - a[1])
    .map(([rule, count]) => `  ${rule}: ${count}`);
  const diagnostics = deck.diagnostics.map(
    ({ path, line, column, severity, message, code }) =>
      `${path}:${line}:${column}: ${severity}: ${message} (${code})`,
  );
  const { cards, scenarios, corrections, openQuestions, gaps } = deck;
  const total =
    `${cards.length} cards, ${scenarios.length} scenarios, ${corrections.length} corrections, ` +
    `${openQuestions.length} open questions, ${gaps.length} gaps`;
  return [...lines, total, ...perRule, ...diagnostics].join("\n");
}

function run(places: readonly string[], json: boolean, previousPlace: string | undefined): number {
  const previous = previousPlace === undefined ? undefined : readPrevious(previousPlace);
  const source = readNoteSources(places);
  if (!source.ok || previous?.ok === false) {
    process.stderr.write(
      `${source.ok ? "" : source.error}${previous?.ok === false ? previous.error : ""}\n`,
    );
    return 1;
  }
  const { notes, files, diagnostics } = source.value;
  const ms = new Map<string, number>();
  let last = performance.now();
  const started = last;
  const onProgress = (done: number, total: number) => {
    const now = performance.now();
    ms.set(notes[done - 1]?.path ?? "", Math.round((now - last) * 100) / 100);
    last = now;
    if (now - started > 1_000 && done % 100 === 0)
      process.stderr.write(`${done} of ${total} notes\n`);
  };
  const options = {
    files,
    onProgress,
    ...(previous === undefined ? {} : { previous: previous.value }),
  };
  const made = createCompiler().compile(notes, options);
  const deck = { ...made, diagnostics: [...diagnostics, ...made.diagnostics] };
  const output = json
    ? JSON.stringify(compiled(deck, ms, previous !== undefined), null, 1)
    : summary(deck);
  process.stdout.write(`${output}\n`);
  const unusable = notes.length === 0;
  if (unusable) process.stderr.write("No note could be read: expected .md files\n");
  return unusable ? 1 : 0;
}

function main(args: readonly string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        previous: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    if (positionals.length === 0) {
      process.stderr.write(`Expected a path of notes\n\n${HELP}`);
      return 2;
    }
    return run(positionals, values.json, values.previous);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n\n${HELP}`);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
