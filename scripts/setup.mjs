/**
 * Makes a fresh clone ready: checks Node.js and disk space, installs what the lock file names, and
 * generates the database client. Plain Node.js, because nothing is installed when it starts.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal } from "./refusal.mjs";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const LEAST_NODE = [20, 19];
const MB = 1024 * 1024;
const SPACE_TO_INSTALL_MB = 1800;
const SPACE_TO_RUN_MB = 300;
const QUIET = ["--loglevel=error", "--fetch-retries=1"];
const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/;

export function setUp() {
  checkNode(process.versions.node);
  const missing = !isInstalled();
  checkSpace(missing ? SPACE_TO_INSTALL_MB : SPACE_TO_RUN_MB);
  if (missing) install();
  generateClient();
}

export function checkNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new Refusal(
    `Node.js ${version} is too old; Kubedeck needs ${LEAST_NODE.join(".")} or newer.`,
  );
}

function checkSpace(neededMb) {
  const { bavail, bsize } = fs.statfsSync(ROOT);
  const freeMb = Math.floor((bavail * bsize) / MB);
  if (freeMb >= neededMb) return;
  throw new Refusal(`Only ${freeMb} MB are free on the disk; Kubedeck needs ${neededMb} MB here.`);
}

/** npm writes down what it installed; comparing with that does not depend on file times. */
function isInstalled() {
  const wanted = readJson("package-lock.json")?.packages;
  const present = readJson("node_modules/.package-lock.json")?.packages;
  if (!wanted) throw new Refusal("package-lock.json is missing; restore it from the repository.");
  if (!present) return false;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === "" || optional === true || present[name]?.version === version,
  );
}

function readJson(name) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, name), "utf8"));
  } catch {
    return null;
  }
}

function install() {
  process.stderr.write("Installing dependencies; the first time this takes a minute or two …\n");
  const npm = process.env.npm_execpath;
  // Not `npm ci`: it refuses a lock file as soon as the registry lacks a package for some other
  // platform. This installs what the lock file names too, checks its hashes and leaves it alone.
  const args = ["install", "--no-save", "--no-audit", "--no-fund", ...QUIET];
  const options = {
    cwd: ROOT,
    encoding: "utf8",
    // Prisma would fetch an engine that is not used here.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    shell: !npm && process.platform === "win32",
  };
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, options);
  if (done.status === 0) return;
  if (done.error?.code === "ENOENT")
    throw new Refusal("npm was not found; install it with Node.js.");
  const said = `${done.stderr ?? ""}${done.stdout ?? ""}`;
  if (/ENOSPC/.test(said))
    throw new Refusal("The disk became full while dependencies were installed.");
  if (/EACCES|EPERM|EROFS/.test(said)) {
    throw new Refusal(`Dependencies cannot be written to ${ROOT}; this user may not write there.`);
  }
  if (OFFLINE.test(said)) {
    throw new Refusal("The npm registry cannot be reached; the first start needs the network.");
  }
  throw new Refusal(`Installing dependencies failed:\n${said.trim()}`);
}

/** Generated code is not in the repository; it is made again when the schema changed. */
function generateClient() {
  const schema = fs.readFileSync(path.join(ROOT, "prisma/schema.prisma"));
  const hash = createHash("sha256").update(schema).digest("hex");
  const folder = path.join(ROOT, "lib/server/store/generated");
  const mark = path.join(folder, ".schema-hash");
  if (fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === hash) return;
  const script = path.join(ROOT, "scripts/prisma.mjs");
  const done = spawnSync(process.execPath, [script, "generate"], { cwd: ROOT, encoding: "utf8" });
  if (done.status !== 0)
    throw new Refusal(`The database client was not generated:\n${done.stderr}`);
  fs.writeFileSync(mark, hash);
}
