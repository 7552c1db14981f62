/**
 * For developers: `new NAME` writes the difference between database and schema as a migration,
 * `check` fails when an applied database differs from the schema, `shadow` when the migrations by
 * themselves do. Uses DATABASE_URL, else the database of this checkout.
 */
import fs from "node:fs";
import path from "node:path";
import { openDatabase } from "./database.mjs";
import { migrate } from "./migrate.mjs";
import { Refusal, runMain } from "./refusal.mjs";
import { FILTERS, MIGRATIONS, migrationList, SCHEMA_FILE, withEngine } from "./schema-engine.mjs";

const [command, name] = process.argv.slice(2);

async function main() {
  const { url } = await openDatabase();
  if (command === "shadow") return report(await difference(url, "migrations"));
  if (command !== "new" && command !== "check") {
    throw new Refusal("Usage: migrate-author.mjs new NAME | check | shadow");
  }
  await migrate(url);
  const found = await difference(url, "database");
  if (command === "check") return report(found);
  if (!/^[a-z][a-z0-9_]*$/.test(name ?? ""))
    throw new Refusal("A migration needs a snake_case name.");
  return write(found);
}

async function difference(url, start) {
  return withEngine(url, (engine, files) => {
    const configDir = process.cwd();
    const from =
      start === "migrations"
        ? { tag: "migrations", ...migrationList() }
        : { tag: "schemaDatasource", files, configDir };
    const to = { tag: "schemaDatamodel", files, configDir };
    const options = { script: true, exitCode: true, shadowDatabaseUrl: null, filters: FILTERS };
    return engine.diff({ from, to, ...options });
  });
}

function report({ exitCode, stdout }) {
  if (exitCode === 0) return 0;
  process.stdout.write(`${SCHEMA_FILE} differs:\n${stdout}\n`);
  return 1;
}

function write({ exitCode, stdout }) {
  if (exitCode === 0) return 0;
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = path.join(MIGRATIONS, `${stamp}_${name}`);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "migration.sql"), stdout);
  fs.writeFileSync(path.join(MIGRATIONS, "migration_lock.toml"), 'provider = "postgresql"\n');
  process.stdout.write(`${folder}/migration.sql\n`);
  return 0;
}

await runMain(main);
