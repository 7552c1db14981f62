/** `npm run -s content`: compiles the built-in notes and prints what is wrong with them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "#lib/compiler";

const USAGE = `Compiles the built-in notes and prints their diagnostics.

  npm run -s content -- [--json]

Example: npm run -s content
`;

const NOTES = fileURLToPath(new URL("../../content/notes", import.meta.url));

function main(words: readonly string[]): number {
  if (words.includes("--help")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const names = readdirSync(NOTES)
    .filter((name) => name.endsWith(".md"))
    .sort();
  const deck = compile(
    names.map((path) => ({ path, text: readFileSync(join(NOTES, path), "utf8") })),
  );
  if (words.includes("--json")) {
    process.stdout.write(
      `${JSON.stringify({ notes: deck.notes, diagnostics: deck.diagnostics }, null, 1)}\n`,
    );
  } else {
    for (const { path, line, column, severity, message } of deck.diagnostics) {
      process.stdout.write(`${path}:${line}:${column} ${severity} ${message}\n`);
    }
    for (const { path, cards } of deck.notes)
      process.stdout.write(`${String(cards).padStart(4)} cards  ${path}\n`);
  }
  const wrong = deck.diagnostics.some(({ severity }) => severity !== "info");
  const empty = deck.notes.some(({ cards }) => cards === 0);
  return wrong || empty ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
