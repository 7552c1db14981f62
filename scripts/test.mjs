/**
 * `npm test`: every check of the project from types to journeys in a browser. The last line is
 * `N passed, N failed`. `--only a,b` runs the named stages; what follows `--` goes to the runner.
 */
import fs from "node:fs";
import { dropDatabase, makeEmptyDatabase, openDatabase, stopIfUnused } from "./database.mjs";
import { migrate } from "./migrate.mjs";
import { runMain } from "./refusal.mjs";
import { setUp } from "./setup.mjs";
import { runStages } from "./test/run-stages.mjs";
import { STAGES } from "./test/stages.mjs";

await runMain(async () => {
  const chosen = chooseStages(process.argv.slice(2));
  setUp();
  fs.mkdirSync(".cache/test", { recursive: true });
  const needsDatabase = chosen.stages.some((stage) => stage.database);
  const database = needsDatabase ? await openTestDatabase() : null;
  try {
    const { passed, failed } = await runStages(chosen.stages, {
      databaseUrl: database?.url,
      more: chosen.more,
    });
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  } finally {
    if (database) await dropDatabase(database.url);
    if (database?.embedded) await stopIfUnused();
  }
});

/** A database of its own for each run, so that nothing is left from the one before. */
async function openTestDatabase() {
  const { url, embedded } = await openDatabase("postgres");
  const own = await makeEmptyDatabase(url, `kubedeck_test_${process.pid}`);
  await migrate(own);
  return { url: own, embedded };
}

function chooseStages(args) {
  const end = args.indexOf("--");
  const own = end === -1 ? args : args.slice(0, end);
  const more = end === -1 ? [] : args.slice(end + 1);
  const at = own.indexOf("--only");
  if (at === -1) return { stages: STAGES, more };
  const names = (own[at + 1] ?? "").split(",");
  return { stages: STAGES.filter(({ name }) => names.includes(name)), more };
}
