/**
 * The database of this checkout: PostgreSQL from npm, started when it is not running, with its data
 * in a durable place and a generated password. `DATABASE_URL`, if set, is used instead.
 *
 * Run by itself it prints the address; `stop` ends the server.
 */
import { fileURLToPath } from "node:url";
import { withClient } from "./database/client.mjs";
import { startServer, stopServer } from "./database/server.mjs";
import { Refusal, runMain } from "./refusal.mjs";

export { freePort } from "./database/free-port.mjs";
export { stopIfUnused, stopServer } from "./database/server.mjs";

const LEAST_VERSION = 15;

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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    if (process.argv[2] === "stop") await stopServer();
    else process.stdout.write(`${(await openDatabase()).url}\n`);
  });
}
