/** What learners submitted and what the simulated cluster made of it; written once. */
import "server-only";
import type { Db } from "./client.ts";
import { fromJson, toJson } from "./json.ts";

export type StoredAttempt = {
  readonly clientId: string;
  readonly scenarioId: string;
  readonly seed: number;
  readonly submission: unknown;
  readonly verdict: unknown;
  readonly passed: boolean;
  readonly score: number;
  readonly logHash: string;
  readonly browserLogHash: string | null;
  readonly createdAtMs: number;
};

export function attemptStore(db: Db) {
  return {
    async find(learnerId: string, clientId: string): Promise<StoredAttempt | null> {
      const where = { learnerId_clientId: { learnerId, clientId } };
      const row = await db.attempt.findUnique({ where });
      return row === null ? null : plain(row);
    },
    /** Newest first. */
    async list(learnerId: string, scenarioId?: string): Promise<readonly StoredAttempt[]> {
      const rows = await db.attempt.findMany({
        where: scenarioId === undefined ? { learnerId } : { learnerId, scenarioId },
        orderBy: { createdAt: "desc" },
        take: 200,
      });
      return rows.map(plain);
    },
    async everyOne(learnerId: string): Promise<readonly StoredAttempt[]> {
      const orderBy = { createdAt: "asc" } as const;
      return (await db.attempt.findMany({ where: { learnerId }, orderBy })).map(plain);
    },
    async passedCount(learnerId: string, scenarioId: string): Promise<number> {
      return db.attempt.count({ where: { learnerId, scenarioId, passed: true } });
    },
    /** The newest attempt at each scenario. */
    async latest(learnerId: string): Promise<ReadonlyMap<string, StoredAttempt>> {
      const rows = await db.attempt.findMany({
        where: { learnerId },
        distinct: ["scenarioId"],
        orderBy: [{ scenarioId: "asc" }, { createdAt: "desc" }],
      });
      return new Map(rows.map((row) => [row.scenarioId, plain(row)]));
    },
    /** False when the attempt was stored before. */
    async add(learnerId: string, attempt: StoredAttempt): Promise<boolean> {
      const { createdAtMs, submission, verdict, ...rest } = attempt;
      const { count } = await db.attempt.createMany({
        data: {
          learnerId,
          ...rest,
          submission: toJson(submission),
          verdict: toJson(verdict),
          createdAt: new Date(createdAtMs),
        },
        skipDuplicates: true,
      });
      return count === 1;
    },
  };
}

type Row = Omit<StoredAttempt, "createdAtMs"> & { readonly createdAt: Date };

function plain(row: Row): StoredAttempt {
  const { clientId, scenarioId, seed, passed, score, logHash, browserLogHash } = row;
  return {
    clientId,
    scenarioId,
    seed,
    passed,
    score,
    logHash,
    browserLogHash,
    submission: fromJson<unknown>(row.submission),
    verdict: fromJson<unknown>(row.verdict),
    createdAtMs: row.createdAt.getTime(),
  };
}
