/**
 * Prisma's schema engine as a library (WebAssembly), for writing and checking migrations without
 * the native binary that the Prisma command line would download.
 */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

export const SCHEMA_FILE = "prisma/schema.prisma";
export const MIGRATIONS = "prisma/migrations";
export const FILTERS = { externalTables: [], externalEnums: [] };

/** The adapter cannot describe catalogue columns of type "char" and name: it is told text. */
const AS_TEXT = { 18: 25, 19: 25, 1002: 1009, 1003: 1009 };
const CHAR_TYPE = 18;

await load();

async function load() {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bytes = fs.readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engine });
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => process.stderr.write(`${message}\n`),
  };
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
}

export async function withEngine(connectionString, work) {
  const schema = fs.readFileSync(SCHEMA_FILE, "utf8");
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFactory({ connectionString }));
  const open = await engine.SchemaEngine.new(
    { datamodels: [[SCHEMA_FILE, schema]] },
    () => undefined,
    adapter,
  );
  try {
    return await work(open, [{ path: SCHEMA_FILE, content: schema }]);
  } finally {
    open.free();
  }
}

export function migrationList() {
  const lock = path.join(MIGRATIONS, "migration_lock.toml");
  const names = fs.existsSync(MIGRATIONS)
    ? fs.readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  return {
    baseDir: MIGRATIONS,
    lockfile: {
      path: "migration_lock.toml",
      content: fs.existsSync(lock) ? fs.readFileSync(lock, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: names
      .map((entry) => entry.name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: { path: "migration.sql", content: { tag: "ok", value: read(name) } },
      })),
  };
}

function read(name) {
  return fs.readFileSync(path.join(MIGRATIONS, name, "migration.sql"), "utf8");
}

function adapterFactory(config) {
  const charColumns = new Set();
  const pool = describingPool(config, charColumns);
  const factory = new PrismaPg(pool, { disposeExternalPool: true });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = async (query) => {
      charColumns.clear();
      const result = await queryRaw(query);
      for (const [index, name] of result.columnNames.entries()) {
        if (charColumns.has(name)) result.columnTypes[index] = ColumnTypeEnum.Character;
      }
      return result;
    };
    // The adapter would split the script at every semicolon, also inside literals and functions.
    connection.executeScript = async (sql) => {
      await pool.query(sql);
    };
    return connection;
  };
  factory.connectToShadowDb = () => connectToShadow(config);
  return factory;
}

function describingPool(config, charColumns) {
  class Client extends pg.Client {
    query(...args) {
      const pending = super.query(...args);
      if (typeof pending?.then !== "function") return pending;
      return pending.then((result) => {
        for (const field of result.fields ?? []) {
          if (field.dataTypeID === CHAR_TYPE) charColumns.add(field.name);
          field.dataTypeID = AS_TEXT[field.dataTypeID] ?? field.dataTypeID;
        }
        return result;
      });
    }
  }
  const pool = new pg.Pool({ ...config, Client, max: 2, allowExitOnIdle: true });
  // Its own query goes by callbacks, which the promise above does not see.
  pool.query = async (...args) => {
    const client = await pool.connect();
    try {
      return await client.query(...args);
    } finally {
      client.release();
    }
  };
  return pool;
}

async function connectToShadow(config) {
  const name = `shadow_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client(config);
  await admin.connect();
  await admin.query(`create database "${name}"`);
  const url = new URL(config.connectionString);
  url.pathname = `/${name}`;
  const shadow = await adapterFactory({ connectionString: url.href }).connect();
  const dispose = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await dispose();
    await admin.query(`drop database "${name}" with (force)`);
    await admin.end();
  };
  return shadow;
}
