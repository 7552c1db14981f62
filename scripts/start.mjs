/** `npm start`: from a fresh clone to a running Kubedeck, and one address to open. */
import { buildIfStale } from "./build.mjs";
import { stopIfUnused } from "./database.mjs";
import { runMain } from "./refusal.mjs";
import { prepareDatabase, runUntilStopped, startNext } from "./serve.mjs";
import { setUp } from "./setup.mjs";

await runMain(async () => {
  setUp();
  tell("Opening the database …");
  const { url: databaseUrl, embedded } = await prepareDatabase("kubedeck");
  try {
    await buildIfStale({ onStart: () => tell("Building the pages; this takes a minute or two …") });
    const { child, url } = await startNext("start", { databaseUrl, quiet: true });
    process.stdout.write(`${url}\n`);
    return await runUntilStopped(child);
  } finally {
    if (embedded) await stopIfUnused();
  }
});

/** Progress goes to standard error: standard output is the address alone. */
function tell(text) {
  process.stderr.write(`${text}\n`);
}
