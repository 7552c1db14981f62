/** Accounts: what is the learner's goes with them, ends when they say so, and leaves no trace. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { authOptions } from "../auth/index.ts";
import { signInByPassword } from "../auth/providers.ts";
import { hashToken } from "../identifier.ts";
import { store } from "../store/index.ts";
import { ownDatabase } from "../testing/database.ts";
import { firstCardId, guestWithNotes, newGuest, stranger, succeeded } from "../testing/index.ts";
import {
  answerCard,
  changePassword,
  deleteAccount,
  exportAccount,
  flagCard,
  getAccount,
  listNotes,
  signOutEverywhere,
  signUp,
  startGuest,
  submitAttempt,
  updateSettings,
} from "./index.ts";

const database = ownDatabase();

const PASSWORD = "correct horse battery";

function newEmail(): string {
  return `${randomUUID()}@example.org`;
}

describe("sign-up", () => {
  test("a guest who signs up keeps their notes and their id", async () => {
    const caller = await guestWithNotes();
    const email = newEmail();
    const { learnerId } = succeeded(await signUp.as(caller, { email, password: PASSWORD }));
    expect(learnerId).toBe(caller.learnerId);
    expect(succeeded(await listNotes.as(caller, {}))).toHaveLength(1);
    expect(succeeded(await getAccount.as(caller, {}))).toMatchObject({ email, guest: false });
    expect((await signInByPassword(email, PASSWORD, "a"))?.id).toBe(learnerId);
  });

  test("an email is taken once, whatever its case", async () => {
    const email = newEmail();
    succeeded(await signUp.as(stranger(), { email, password: PASSWORD }));
    const second = { email: email.toUpperCase(), password: PASSWORD };
    const answer = await signUp.as(stranger(), second);
    expect(answer).toMatchObject({ ok: false, error: { code: "email-taken" } });
    const guest = await newGuest();
    const asGuest = await signUp.as(guest, second);
    expect(asGuest).toMatchObject({ ok: false, error: { code: "email-taken" } });
    expect(succeeded(await getAccount.as(guest, {})).guest).toBe(true);
  });

  test("passwords are kept as argon2id only", async () => {
    const { learnerId } = succeeded(
      await signUp.as(stranger(), { email: newEmail(), password: PASSWORD }),
    );
    const learner = await store().learners.find(learnerId);
    expect(learner?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("signing in", () => {
  test("with the wrong password or an unknown email gives nobody", async () => {
    const email = newEmail();
    succeeded(await signUp.as(stranger(), { email, password: PASSWORD }));
    expect(await signInByPassword(email, "wrong password", "b")).toBeNull();
    expect(await signInByPassword(newEmail(), PASSWORD, "b")).toBeNull();
  });

  test("guessing is stopped after ten tries, also for the right password", async () => {
    const email = newEmail();
    succeeded(await signUp.as(stranger(), { email, password: PASSWORD }));
    for (let tries = 0; tries < 10; tries++) {
      expect(await signInByPassword(email, `wrong ${tries}`, `address ${tries}`)).toBeNull();
    }
    await expect(signInByPassword(email, PASSWORD, "c")).rejects.toThrow("too-many-requests");
  });

  test("a guest's token signs in once", async () => {
    const { learnerId, token } = succeeded(await startGuest.as(stranger(), {}));
    const redeem = () => store().learners.redeemGuestToken(hashToken(token), Date.now());
    expect((await redeem())?.id).toBe(learnerId);
    expect(await redeem()).toBeNull();
  });

  test("a guest's token does not outlive its five minutes", async () => {
    const { token } = succeeded(await startGuest.as(stranger(), {}));
    const later = Date.now() + 6 * 60_000;
    expect(await store().learners.redeemGuestToken(hashToken(token), later)).toBeNull();
  });
});

describe("ending sessions", () => {
  test.each([
    ["signing out everywhere", () => signOutEverywhere, {}],
    ["a new password", () => changePassword, { current: PASSWORD, next: "another password" }],
  ] as const)("%s ends those that were open", async (_name, useCase, input) => {
    const email = newEmail();
    const { learnerId } = succeeded(await signUp.as(stranger(), { email, password: PASSWORD }));
    const session = { learnerId, ip: randomUUID(), tokenVersion: 0 };
    const token = { sub: learnerId, tokenVersion: 0 };
    const jwt = authOptions().callbacks?.jwt;
    expect(await jwt?.({ token } as never)).toEqual(token);
    succeeded(await useCase().as(session, input as never));
    expect(await getAccount.as(session, {})).toMatchObject({
      ok: false,
      error: { code: "sign-in-required" },
    });
    await expect(jwt?.({ token } as never)).rejects.toThrow("ended");
    const fresh = { ...session, tokenVersion: 1 };
    expect(succeeded(await getAccount.as(fresh, {})).id).toBe(learnerId);
  });

  test("a wrong current password changes nothing", async () => {
    const { learnerId } = succeeded(
      await signUp.as(stranger(), { email: newEmail(), password: PASSWORD }),
    );
    const caller = { learnerId, ip: randomUUID(), tokenVersion: 0 };
    const given = { current: "something else", next: "another password" };
    const answer = await changePassword.as(caller, given);
    expect(answer).toMatchObject({ ok: false, error: { code: "wrong-password" } });
    expect(succeeded(await getAccount.as(caller, {})).id).toBe(learnerId);
  });
});

describe("update-settings", () => {
  test("changes what is named and leaves the rest", async () => {
    const caller = await newGuest();
    const before = succeeded(await getAccount.as(caller, {})).settings;
    const change = { timeZone: "Asia/Tokyo", language: "ja" } as const;
    expect(succeeded(await updateSettings.as(caller, change))).toEqual({ ...before, ...change });
    expect(succeeded(await getAccount.as(caller, {})).settings).toEqual({ ...before, ...change });
  });

  test.each([
    ["a zone that does not exist", { timeZone: "Mars/Olympus" }],
    ["hour 24", { rolloverHour: 24 }],
    ["a retention of 1", { desiredRetention: 1 }],
  ])("refuses %s", async (_name, change) => {
    const answer = await updateSettings.as(await newGuest(), change);
    expect(answer).toMatchObject({ ok: false, error: { code: "invalid-input" } });
  });
});

describe("limits", () => {
  test("one caller is stopped, another is not", async () => {
    const caller = await newGuest();
    const limit = exportAccount.useCase.limit?.points ?? 0;
    for (let asked = 0; asked < limit; asked++) succeeded(await exportAccount.as(caller, {}));
    const answer = await exportAccount.as(caller, {});
    expect(answer).toMatchObject({ ok: false, error: { code: "too-many-requests" } });
    succeeded(await exportAccount.as(await newGuest(), {}));
  });
});

describe("delete-account", () => {
  test("leaves no row that names the learner in any table", async () => {
    const caller = await guestWithNotes();
    const id = caller.learnerId ?? "";
    const cardId = await firstCardId(caller);
    const given = { clientId: randomUUID(), cardId, rating: 3 as const, durationMs: 1 };
    succeeded(await answerCard.as(caller, { ...given, answeredAt: Date.now() }));
    succeeded(await flagCard.as(caller, { cardId, on: true }));
    const [scenario] = await store().scenarios.all(id);
    const attempt = {
      scenarioId: scenario?.scenario.id ?? "",
      seed: 1,
      submission: { steps: [] },
    };
    succeeded(await submitAttempt.as(caller, { ...attempt, clientId: randomUUID() }));
    expect(await tablesNaming(id)).toEqual(
      expect.arrayContaining(["answer", "attempt", "card", "import", "learner", "memory", "note"]),
    );
    succeeded(await deleteAccount.as(caller, {}));
    expect(await tablesNaming(id)).toEqual([]);
  });

  test("asks for the password of an account", async () => {
    const { learnerId } = succeeded(
      await signUp.as(stranger(), { email: newEmail(), password: PASSWORD }),
    );
    const caller = { learnerId, ip: randomUUID() };
    const answer = await deleteAccount.as(caller, { password: "a wrong one" });
    expect(answer).toMatchObject({ ok: false, error: { code: "wrong-password" } });
    succeeded(await deleteAccount.as(caller, { password: PASSWORD }));
    expect(await store().learners.find(learnerId)).toBeNull();
  });
});

async function tablesNaming(id: string): Promise<readonly string[]> {
  const { rows } = await database.query(
    "select table_name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const naming: string[] = [];
  for (const { table_name: table } of rows) {
    const sql = `select count(*)::int as n from "${table}" t where t::text like $1`;
    const found = await database.query(sql, [`%${id}%`]);
    if (found.rows[0]?.n > 0) naming.push(table);
  }
  return naming;
}
