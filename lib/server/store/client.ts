/**
 * The connections of a process, for Prisma and for the rate limiter. They are kept on the global
 * object, because the development server loads modules again and again.
 */
import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "../env.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";

export type Db = PrismaClient | Prisma.TransactionClient;

type Connection = {
  readonly pool: pg.Pool;
  /** Counters need not survive a power cut, so counting does not wait for the disk. */
  readonly counterPool: pg.Pool;
  readonly prisma: PrismaClient;
};

const COUNTER_CONNECTIONS = 3;

const holder = globalThis as typeof globalThis & { kubedeckConnection?: Connection };

function connection(): Connection {
  const { DATABASE_URL: url, DATABASE_CONNECTIONS: max } = env();
  if (holder.kubedeckConnection !== undefined) return holder.kubedeckConnection;
  const idle = { connectionString: url, idleTimeoutMillis: 30_000 };
  const pool = new pg.Pool({ ...idle, max });
  const options = "-c synchronous_commit=off";
  const counterPool = new pg.Pool({ ...idle, max: COUNTER_CONNECTIONS, options });
  // A connection that breaks while idle is replaced at the next use; nobody is waiting for it.
  for (const each of [pool, counterPool]) each.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  holder.kubedeckConnection = { pool, counterPool, prisma };
  return holder.kubedeckConnection;
}

export function prismaClient(): PrismaClient {
  return connection().prisma;
}

export function rateLimitPool(): pg.Pool {
  return connection().counterPool;
}

/**
 * The rows of a statement. Outside of a transaction it goes straight to the pool: what Prisma would
 * do with the rows costs more than the database does.
 */
export async function readRows<Row>(db: Db, statement: Prisma.Sql): Promise<readonly Row[]> {
  const { prisma, pool } = connection();
  if (db !== prisma) return db.$queryRaw<Row[]>(statement);
  return (await pool.query(statement.text, statement.values)).rows;
}

/** Lets a program or a test end. */
export async function closeStore(): Promise<void> {
  const open = holder.kubedeckConnection;
  if (open === undefined) return;
  delete holder.kubedeckConnection;
  await open.prisma.$disconnect();
  for (const pool of [open.pool, open.counterPool]) if (!pool.ended) await pool.end();
}
