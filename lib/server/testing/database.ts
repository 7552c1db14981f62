/**
 * A database of its own for each test file, copied from the migrated one that DATABASE_URL names,
 * so that files neither see nor wait for each other's rows.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { closeStore } from "../store/index.ts";

export function ownDatabase(): {
  query(sql: string, values?: unknown[]): Promise<pg.QueryResult>;
} {
  const template = process.env.DATABASE_URL;
  const name = `kubedeck_file_${randomUUID().replaceAll("-", "")}`;
  let own = "";
  beforeAll(async () => {
    if (template === undefined) throw new Error("Database tests need DATABASE_URL.");
    const source = new URL(template).pathname.slice(1);
    await onServer(template, `create database "${name}" template "${source}"`);
    const url = new URL(template);
    url.pathname = `/${name}`;
    own = url.href;
    process.env.DATABASE_URL = own;
  });
  afterAll(async () => {
    await closeStore();
    process.env.DATABASE_URL = template;
    await onServer(template ?? "", `drop database "${name}" with (force)`);
  });
  return { query: (sql, values) => onServer(own, sql, values) };
}

async function onServer(url: string, sql: string, values?: unknown[]): Promise<pg.QueryResult> {
  const target = new URL(url);
  if (/^(create|drop) database/.test(sql)) target.pathname = "/postgres";
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}
