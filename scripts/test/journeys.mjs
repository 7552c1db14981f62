/** The journeys in a real browser, against the built application on a database of their own. */
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { findChromium } from "../chromium.mjs";
import { publishContent, startNext, stopChild } from "../serve.mjs";
import { ROOT } from "../setup.mjs";
import { runCommand } from "./command.mjs";

const FIRST_PORT = 43_100;
const REPORT = ".cache/test/journeys.json";

export async function runJourneys({ databaseUrl, more }) {
  const chromium = await findChromium();
  publishContent(databaseUrl);
  const secret = randomBytes(32).toString("base64url");
  const { child, url } = await startNext("start", {
    databaseUrl,
    firstPort: FIRST_PORT,
    secret,
    quiet: true,
  });
  const file = path.join(ROOT, REPORT);
  fs.rmSync(file, { force: true });
  try {
    const env = { BASE_URL: url, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT };
    const { status, output } = await runCommand(
      ["node_modules/@playwright/test/cli.js", "test", "--reporter=line,json", ...more],
      { env },
    );
    const { passed, failed } = readReport(file);
    const unexplained = status !== 0 && failed === 0 ? 1 : 0;
    return { passed, failed: failed + unexplained, output };
  } finally {
    await stopChild(child);
  }
}

/** A flaky journey needed a second try: it counts as failed, for it will fail again. */
function readReport(file) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 0 };
  const { stats } = JSON.parse(fs.readFileSync(file, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}
