/** Builds the application when anything it is made of has changed since the last build. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal, runMain } from "./refusal.mjs";
import { ROOT, setUp } from "./setup.mjs";

const FOLDERS = ["app", "lib", "messages", "public"];
const FILE = /^(package-lock\.json|tsconfig\.json|proxy\.ts|[a-z-]+\.config\.(ts|mjs)|\.env.*)$/;
const IGNORED = /\.test\.tsx?$|\.md$/;
const MARK = ".next/source-hash";

/** Quiet unless it fails: then everything that the build said is in the refusal. */
export async function buildIfStale({ onStart } = {}) {
  const hash = sourceHash();
  const mark = path.join(ROOT, MARK);
  if (fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === hash) return false;
  onStart?.();
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  const { status, output } = await capture([next, "build"]);
  if (status !== 0) throw new Refusal(`The application could not be built:\n${output.trim()}`);
  fs.writeFileSync(mark, hash);
  return true;
}

function capture(args) {
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output }));
  });
}

function sourceHash() {
  const files = [
    ...fs.readdirSync(ROOT).filter((name) => FILE.test(name)),
    ...FOLDERS.flatMap((folder) => filesBelow(folder)),
  ];
  const hash = createHash("sha256").update(process.version);
  for (const file of files.sort()) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(ROOT, file)));
  }
  return hash.digest("hex");
}

function filesBelow(folder) {
  const full = path.join(ROOT, folder);
  if (!fs.existsSync(full)) return [];
  return fs
    .readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !IGNORED.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    setUp();
    const built = await buildIfStale();
    process.stdout.write(built ? "built\n" : "the build is fresh\n");
  });
}
