/**
 * What starting the application has in common everywhere: the secret, the environment of the
 * server, its port, the shared content, and waiting until it answers.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, openDatabase } from "./database.mjs";
import { migrate } from "./migrate.mjs";
import { Refusal } from "./refusal.mjs";
import { ROOT } from "./setup.mjs";

const FIRST_PORT = 3000;
const READY_WITHIN_MS = 60_000;

/** An open database with every migration and the built-in content in it. */
export async function prepareDatabase(name) {
  const { url, embedded } = await openDatabase(name);
  await migrate(url);
  publishContent(url);
  return { url, embedded };
}

export function publishContent(databaseUrl) {
  const args = ["--conditions=react-server", "--import", "tsx", "lib/server/content/publish.ts"];
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const done = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: "utf8" });
  if (done.status === 0) return;
  throw new Refusal(`The built-in notes could not be compiled:\n${done.stderr.trim()}`);
}

/** Made once for this checkout; sessions survive a restart because it does. */
export function sessionSecret() {
  if (process.env.NEXTAUTH_SECRET) return process.env.NEXTAUTH_SECRET;
  const file = path.join(ROOT, ".data/session-secret");
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, randomBytes(48).toString("base64url"), { mode: 0o600 });
  }
  return fs.readFileSync(file, "utf8").trim();
}

/** Starts `next start` or `next dev`; only this machine can reach it unless HOST says otherwise. */
export async function startNext(command, { databaseUrl, firstPort, secret, quiet }) {
  const host = process.env.HOST || "127.0.0.1";
  const port = await freePort(firstPort ?? Number(process.env.PORT || FIRST_PORT), host);
  const shown = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const url = `http://${shown}:${port}`;
  const child = spawn(
    process.execPath,
    [path.join(ROOT, "node_modules/next/dist/bin/next"), command, "-H", host, "-p", String(port)],
    {
      cwd: ROOT,
      stdio: ["ignore", quiet ? "ignore" : "inherit", "inherit"],
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        NEXTAUTH_SECRET: secret ?? sessionSecret(),
        AUTH_TRUST_HOST: "1",
        NEXT_TELEMETRY_DISABLED: "1",
      },
    },
  );
  await untilAnswering(url, child);
  return { child, url };
}

async function untilAnswering(url, child) {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Refusal("The server ended before it answered; its reasons stand above.");
    }
    try {
      await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5000) });
      return;
    } catch {
      await sleep(150);
    }
  }
  child.kill("SIGKILL");
  throw new Refusal(`The server did not answer within ${READY_WITHIN_MS / 1000} s.`);
}

/** Resolves when the child has ended; asks it kindly first. */
export async function stopChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
  await ended;
  clearTimeout(timer);
}

/** Runs until the server ends or the person stops it; gives back the exit status. */
export async function runUntilStopped(child) {
  const stopped = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => resolve(0));
    child.once("exit", (code) => resolve(code ?? 1));
  });
  const status = await stopped;
  await stopChild(child);
  return status;
}
