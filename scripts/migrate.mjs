/**
 * Applies prisma/migrations in Prisma's own table and under Prisma's own lock, each migration in
 * one transaction, so that `prisma migrate deploy` could take over at any time.
 */
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal } from "./refusal.mjs";

const FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../prisma/migrations");
const PRISMA_LOCK = 72_707_369;

const TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/** Gives back the names of the migrations that were applied now. */
export async function migrate(connectionString) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [PRISMA_LOCK]);
    await client.query(TABLE);
    return await applyMissing(client);
  } finally {
    await client.end();
  }
}

async function applyMissing(client) {
  const { rows } = await client.query(
    "select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const done = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const applied = [];
  for (const { name, sql } of migrations()) {
    const checksum = createHash("sha256").update(sql).digest("hex");
    if (!done.has(name)) {
      await applyOne(client, name, sql, checksum);
      applied.push(name);
    } else if (done.get(name) !== checksum) {
      throw new Refusal(`Migration ${name} was edited after it had been applied.`);
    }
  }
  return applied;
}

async function applyOne(client, name, sql, checksum) {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations
        (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
        values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Refusal(`Migration ${name} failed and left nothing behind: ${error.message}`);
  }
}

function migrations() {
  if (!fs.existsSync(FOLDER)) return [];
  const entries = fs.readdirSync(FOLDER, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.sort().map((name) => ({
    name,
    sql: fs.readFileSync(path.join(FOLDER, name, "migration.sql"), "utf8"),
  }));
}
