/**
 * The one connection pool of a process, used by Prisma and by the rate limiter. It is kept on the
 * global object, because the development server loads modules again and again.
 */
import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "../env.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";

export type Db = PrismaClient | Prisma.TransactionClient;

type Connection = { readonly url: string; readonly pool: pg.Pool; readonly prisma: PrismaClient };

const holder = globalThis as typeof globalThis & { kubedeckConnection?: Connection };

function connection(): Connection {
  const { DATABASE_URL: url, DATABASE_CONNECTIONS: max } = env();
  if (holder.kubedeckConnection !== undefined) return holder.kubedeckConnection;
  const pool = new pg.Pool({ connectionString: url, max, idleTimeoutMillis: 30_000 });
  // A connection that breaks while idle is replaced at the next use; nobody is waiting for it.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  holder.kubedeckConnection = { url, pool, prisma };
  return holder.kubedeckConnection;
}

export function prismaClient(): PrismaClient {
  return connection().prisma;
}

export function rateLimitPool(): pg.Pool {
  return connection().pool;
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
  if (!open.pool.ended) await open.pool.end();
}
