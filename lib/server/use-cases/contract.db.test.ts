/**
 * One contract for every use case: a stranger is sent away, another learner neither sees nor
 * changes what is not theirs, and unreadable input is an answer, not a fault.
 */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../testing/database.ts";
import { guestWithNotes, stranger, succeeded } from "../testing/index.ts";
import {
  type Caller,
  importNotes,
  listCards,
  listNotes,
  listScenarios,
  useCases,
} from "./index.ts";

const database = ownDatabase();

/** Stands in the victim's notes and nowhere else. */
const SECRET = "zebra-lighthouse-4711";

type Victim = {
  readonly caller: Caller;
  readonly noteId: string;
  readonly cardId: string;
  readonly importId: string;
  readonly scenarioId: string;
};

/** For each use case the input with which another learner would reach for the victim's rows. */
const REACH: Readonly<Record<string, (victim: Victim) => unknown>> = {
  "answer-card": ({ cardId }) => ({
    clientId: randomUUID(),
    cardId,
    rating: 1,
    answeredAt: Date.now(),
    durationMs: 1,
  }),
  "bury-card": ({ cardId }) => ({ cardId, on: true }),
  "change-password": () => ({ current: "not the password", next: "another password" }),
  "delete-account": () => ({}),
  "delete-note": ({ noteId }) => ({ id: noteId }),
  "export-account": () => ({}),
  "flag-card": ({ cardId }) => ({ cardId, on: true }),
  "get-account": () => ({}),
  "get-note": ({ noteId }) => ({ id: noteId }),
  "get-scenario": ({ scenarioId }) => ({ id: scenarioId }),
  "get-today": () => ({}),
  health: () => ({}),
  "import-notes": () => ({ files: [{ path: "notes.md", text: "# Mine" }], mode: "replace-tree" }),
  "import-progress": ({ importId }) => ({ importId }),
  "list-attempts": ({ scenarioId }) => ({ scenarioId }),
  "list-cards": ({ noteId }) => ({ noteId }),
  "list-notes": () => ({}),
  "list-scenarios": () => ({}),
  "next-card": () => ({}),
  "save-note": ({ noteId }) => ({ id: noteId, path: "notes.md", text: "# Overwritten" }),
  "sign-out-everywhere": () => ({}),
  "sign-up": () => ({ email: `${randomUUID()}@example.org`, password: "long enough words" }),
  "start-guest": () => ({}),
  "submit-attempt": ({ scenarioId }) => ({
    clientId: randomUUID(),
    scenarioId,
    seed: 1,
    submission: { steps: [] },
  }),
  "suspend-card": ({ cardId }) => ({ cardId, on: true }),
  "undo-answers": () => ({ count: 100 }),
  "undo-import": ({ importId }) => ({ importId }),
  "update-settings": () => ({ newPerDay: 1 }),
};

const TABLE = useCases.map((each) => [each.useCase.name, each] as const);

let victim: Victim;

beforeAll(async () => {
  const text = `# Secrets of mine

- **${SECRET}**: a fact that only its owner may read

${manifestOf(SECRET)}`;
  const caller = await guestWithNotes(text);
  const files = [{ path: "notes.md", text }];
  const { importId } = succeeded(await importNotes.as(caller, { files }));
  const [note] = succeeded(await listNotes.as(caller, {}));
  const [item] = succeeded(await listCards.as(caller, {})).items;
  const scenarios = succeeded(await listScenarios.as(caller, {}));
  victim = {
    caller,
    importId,
    noteId: note?.id ?? "",
    cardId: item?.card.id ?? "",
    scenarioId: scenarios.find(({ origin }) => origin === "note")?.id ?? "",
  };
});

function manifestOf(name: string): string {
  const pod = ["apiVersion: v1", "kind: Pod", "metadata:", `  name: ${name}`, "spec:"];
  const container = ["  containers:", "    - name: main", "      image: nginx:1.29"];
  return ["A Pod of its own.", "", "```yaml", ...pod, ...container, "```", ""].join("\n");
}

/** Every row of every table that names the victim, as text. */
async function rowsOf(learnerId: string): Promise<readonly string[]> {
  const tables = await database.query(
    "select table_name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const rows: string[] = [];
  for (const { table_name: table } of tables.rows) {
    const sql = `select row_to_json(t)::text as row from "${table}" t where t::text like $1 order by 1`;
    const found = await database.query(sql, [`%${learnerId}%`]);
    rows.push(...found.rows.map(({ row }) => `${table} ${row}`));
  }
  return rows.filter((row) => !row.startsWith("rate_limit "));
}

test("every use case is in the table and has something to reach for", () => {
  expect(Object.keys(REACH).sort()).toEqual(TABLE.map(([name]) => name).sort());
  expect(Object.values(victim)).not.toContain("");
});

describe("a stranger", () => {
  const closed = TABLE.filter(([, { useCase }]) => useCase.access === "learner");
  test.each(closed)("is asked to sign in by %s", async (name, useCase) => {
    const reach = REACH[name]?.(victim);
    const answer = await useCase.as(stranger(), reach as never);
    expect(answer).toMatchObject({ ok: false, error: { code: "sign-in-required" } });
  });

  test.each(closed)(
    "who names a learner that is gone is sent away by %s",
    async (name, useCase) => {
      const caller = { learnerId: randomUUID(), ip: randomUUID() };
      const answer = await useCase.as(caller, REACH[name]?.(victim) as never);
      expect(answer).toMatchObject({ ok: false, error: { code: "sign-in-required" } });
    },
  );
});

describe("another learner", () => {
  test.each(TABLE)("neither sees nor changes the first one's rows by %s", async (name, useCase) => {
    const before = await rowsOf(victim.caller.learnerId ?? "");
    const other = await guestWithNotes("# Other\n\n- **Node**: a machine of the cluster\n");
    const answer = await useCase.as(other, REACH[name]?.(victim) as never);
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(JSON.stringify(answer)).not.toContain(victim.caller.learnerId);
    expect(await rowsOf(victim.caller.learnerId ?? "")).toEqual(before);
  });
});

describe("input that is none", () => {
  const demanding = TABLE.filter(([, { useCase }]) => !useCase.input.safeParse({}).success);
  test.each(demanding)("is refused by %s with its place", async (_name, useCase) => {
    const other = await guestWithNotes();
    const answer = await useCase.as(other, {} as never);
    expect(answer).toMatchObject({ ok: false, error: { code: "invalid-input" } });
  });
});
