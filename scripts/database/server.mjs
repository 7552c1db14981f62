/** The server of this checkout: made at the first start, on a free port, ended when asked. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../refusal.mjs";
import { withClient } from "./client.mjs";
import { freePort } from "./free-port.mjs";
import { findPlace, prepareFolder } from "./place.mjs";
import { address, readSettings, USER, writeSettings } from "./settings.mjs";

const FIRST_PORT = 55_520;

export async function startServer() {
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
