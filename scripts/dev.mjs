/** `npm run dev`: the application with reloading, on the database of this checkout. */
import { stopIfUnused } from "./database.mjs";
import { runMain } from "./refusal.mjs";
import { prepareDatabase, runUntilStopped, startNext } from "./serve.mjs";
import { setUp } from "./setup.mjs";

await runMain(async () => {
  setUp();
  const { url: databaseUrl, embedded } = await prepareDatabase("kubedeck");
  try {
    const { child, url } = await startNext("dev", { databaseUrl, quiet: false });
    process.stdout.write(`${url}\n`);
    return await runUntilStopped(child);
  } finally {
    if (embedded) await stopIfUnused();
  }
});
