/** Finds a Chromium for the journeys, or gets one; never skips silently. Prints its path. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { Refusal, runMain } from "./refusal.mjs";
import { ROOT } from "./setup.mjs";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const DOWNLOAD_WITHIN_MS = 120_000;

export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (fs.existsSync(named)) return named;
    throw new Refusal(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const found = (await playwrights()) ?? onSystem() ?? (await download()) ?? fromDebian();
  if (found) return found;
  throw new Refusal(
    "No browser: run `npx playwright install chromium` or, on Debian, `apt-get install chromium`.",
  );
}

async function playwrights() {
  const { chromium } = await import("@playwright/test");
  const file = chromium.executablePath();
  return fs.existsSync(file) ? file : undefined;
}

function onSystem() {
  return SYSTEM.find((file) => fs.existsSync(file));
}

async function download() {
  process.stderr.write("Getting a browser for the journeys …\n");
  const args = ["node_modules/@playwright/test/cli.js", "install", "chromium"];
  const done = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: "ignore",
    timeout: DOWNLOAD_WITHIN_MS,
  });
  return done.status === 0 ? playwrights() : undefined;
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !fs.existsSync("/usr/bin/apt-get")) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", args, { env, stdio: "ignore" });
  apt("update");
  apt("install", "-y", "--no-install-recommends", "chromium");
  return onSystem();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    process.stdout.write(`${await findChromium()}\n`);
  });
}
