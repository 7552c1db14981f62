/** Who the learners are and how they prove it. */
import "server-only";
import { type Db, readRows } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { toJson } from "./json.ts";

export type Learner = {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly passwordHash: string | null;
  readonly tokenVersion: number;
  readonly settings: unknown;
  readonly createdAtMs: number;
};

type Account = {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly passwordHash: string;
};

type Guest = {
  readonly id: string;
  readonly tokenHash: string;
  readonly tokenExpiresAtMs: number;
};

type OauthIdentity = {
  readonly provider: string;
  readonly providerAccountId: string;
};

export function learnerStore(db: Db) {
  return {
    async find(id: string): Promise<Learner | null> {
      const rows = await readRows<Row>(
        db,
        Prisma.sql`select id, email, name, settings,
        password_hash as "passwordHash", token_version as "tokenVersion",
        created_at as "createdAt" from learner where id = ${id}`,
      );
      return plain(rows[0] ?? null);
    },
    async findByEmail(email: string): Promise<Learner | null> {
      return plain(await db.learner.findUnique({ where: { email } }));
    },
    async createGuest(guest: Guest): Promise<void> {
      const expiresAt = new Date(guest.tokenExpiresAtMs);
      const guestTokens = { create: { hash: guest.tokenHash, expiresAt } };
      await db.learner.create({ data: { id: guest.id, guestTokens } });
    },
    /** A token signs in once; the second use finds nothing. */
    async redeemGuestToken(tokenHash: string, nowMs: number): Promise<Learner | null> {
      const rows = await readRows<{ learner_id: string; expires_at: Date }>(
        db,
        Prisma.sql`delete from guest_token where hash = ${tokenHash} returning learner_id, expires_at`,
      );
      const [row] = rows;
      if (row === undefined || row.expires_at.getTime() < nowMs) return null;
      return plain(await db.learner.findUnique({ where: { id: row.learner_id } }));
    },
    /** False when the email belongs to another learner. */
    async createAccount(account: Account): Promise<boolean> {
      return isFree(() => db.learner.create({ data: { ...account } }));
    },
    async turnGuestIntoAccount({ id, ...account }: Account): Promise<boolean> {
      return isFree(() => db.learner.updateMany({ where: { id, email: null }, data: account }));
    },
    async changePassword(id: string, passwordHash: string): Promise<void> {
      const data = { passwordHash, tokenVersion: { increment: 1 } };
      await db.learner.update({ where: { id }, data });
    },
    async endSessions(id: string): Promise<void> {
      await db.learner.update({ where: { id }, data: { tokenVersion: { increment: 1 } } });
    },
    async saveSettings(id: string, settings: unknown): Promise<void> {
      await db.learner.update({ where: { id }, data: { settings: toJson(settings) } });
    },
    async findByOauth(identity: OauthIdentity): Promise<Learner | null> {
      const account = await db.oauthAccount.findUnique({
        where: { provider_providerAccountId: identity },
        include: { learner: true },
      });
      return plain(account?.learner ?? null);
    },
    async createWithOauth(
      learner: { readonly id: string; readonly email: string | null; readonly name: string | null },
      identity: OauthIdentity,
    ): Promise<boolean> {
      const data = { ...learner, oauthAccounts: { create: { ...identity } } };
      return isFree(() => db.learner.create({ data }));
    },
    /** Every table refers to the learner with `on delete cascade`; counters only name them. */
    async remove(id: string): Promise<void> {
      await db.learner.delete({ where: { id } });
      await db.$executeRaw`delete from rate_limit where key like ${`%:${id}`}`;
    },
  };
}

type Row = {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly passwordHash: string | null;
  readonly tokenVersion: number;
  readonly settings: unknown;
  readonly createdAt: Date;
};

function plain(row: Row | null): Learner | null {
  if (row === null) return null;
  const { id, email, name, passwordHash, tokenVersion, settings, createdAt } = row;
  const createdAtMs = createdAt.getTime();
  return { id, email, name, passwordHash, tokenVersion, settings, createdAtMs };
}

/** Runs a write; a unique key that is taken is an answer and no fault. */
async function isFree(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      return false;
    }
    throw error;
  }
}
