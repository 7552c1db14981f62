/**
 * A program that start and test scripts run: compiles `content/notes` into the shared decks, one
 * per language, unless neither the notes nor the compiler have changed since.
 */
import "server-only";
import { closeStore } from "../store/index.ts";
import { publishDecks } from "./decks.ts";

try {
  const published = await publishDecks(process.cwd());
  for (const id of published) console.log(id);
} finally {
  await closeStore();
}
