/** The database as it is migrated, the schema file and the rule that learners come first, agree. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ownDatabase } from "../testing/database.ts";

const database = ownDatabase();

test.each([
  ["the migrated database", "check"],
  ["the migrations by themselves", "shadow"],
])("%s equals the schema", (_name, command) => {
  const args = ["scripts/migrate-author.mjs", command];
  const done = spawnSync(process.execPath, args, { encoding: "utf8", env: process.env });
  expect(done.stdout + done.stderr).toBe("");
  expect(done.status).toBe(0);
});

test("everything per learner is keyed by the learner first and goes with the learner", async () => {
  const { rows } = await database.query(`
    select c.table_name as table, a.attname as first,
      exists (select 1 from pg_constraint f where f.conrelid = c.table_name::regclass
        and f.contype = 'f' and f.confrelid = 'learner'::regclass and f.confdeltype = 'c') as goes
    from information_schema.columns c
    join pg_index i on i.indrelid = c.table_name::regclass and i.indisprimary
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where c.table_schema = 'public' and c.column_name = 'learner_id' order by 1`);
  expect(rows.length).toBeGreaterThan(8);
  for (const row of rows) expect(row).toMatchObject({ first: "learner_id", goes: true });
});
