/** Notes: what a learner knows survives every edit, and an import can be taken back. */
import { randomUUID } from "node:crypto";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { store } from "../store/index.ts";
import { ownDatabase } from "../testing/database.ts";
import { firstCardId, guestWithNotes, newGuest, SOME_NOTE, succeeded } from "../testing/index.ts";
import {
  answerCard,
  type Caller,
  deleteNote,
  getNote,
  importNotes,
  importProgress,
  listCards,
  listNotes,
  saveNote,
  undoImport,
} from "./index.ts";

ownDatabase();

async function answered(caller: Caller): Promise<string> {
  const cardId = await firstCardId(caller);
  const given = { clientId: randomUUID(), cardId, rating: 3 as const, durationMs: 1000 };
  succeeded(await answerCard.as(caller, { ...given, answeredAt: Date.now() }));
  return cardId;
}

async function cardIds(caller: Caller): Promise<readonly string[]> {
  const { items } = succeeded(await listCards.as(caller, { limit: 200 }));
  return items.map(({ card }) => card.id);
}

const EDITS: readonly (readonly [string, (text: string) => string])[] = [
  ["a heading is renamed", (text) => text.replace("# Pods", "# Pods and their parts")],
  ["a typo is mended", (text) => text.replace("smallest unit", "smallest deployable unit")],
  ["bullets change places", (text) => swapLines(text, 2, 4)],
  ["line ends become CRLF", (text) => text.replaceAll("\n", "\r\n")],
];

function swapLines(text: string, a: number, b: number): string {
  const lines = text.split("\n");
  [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
  return lines.join("\n");
}

describe("import-notes", () => {
  test.each(EDITS)("every memory goes on when %s", async (_name, edit) => {
    const caller = await guestWithNotes();
    const known = await answered(caller);
    const memory = await store().reviews.memory(caller.learnerId ?? "", known);
    const files = [{ path: "pods.md", text: edit(SOME_NOTE) }];
    const summary = succeeded(await importNotes.as(caller, { files }));
    expect(summary.added).toBe(0);
    expect(summary.retired).toBe(0);
    expect(await cardIds(caller)).toContain(known);
    expect(await store().reviews.memory(caller.learnerId ?? "", known)).toEqual(memory);
  });

  test("the same note again is unchanged and writes no card", async () => {
    const caller = await guestWithNotes();
    const files = [{ path: "pods.md", text: SOME_NOTE }];
    const summary = succeeded(await importNotes.as(caller, { files }));
    expect(summary.notes.map(({ status }) => status)).toEqual(["unchanged"]);
    expect(summary).toMatchObject({ added: 0, retired: 0 });
  });

  test("replacing the tree takes away the notes that it does not name", async () => {
    const caller = await guestWithNotes();
    const files = [{ path: "other.md", text: "# Other\n\n- **etcd**: the store of the cluster\n" }];
    succeeded(await importNotes.as(caller, { files, mode: "replace-tree" }));
    const notes = succeeded(await listNotes.as(caller, {}));
    expect(notes.map(({ path }) => path)).toEqual(["other.md"]);
  });

  test("a zip with notes and other files", async () => {
    const caller = await newGuest();
    const zip = zipSync({
      "notes/pods.md": Buffer.from(SOME_NOTE),
      "notes/picture.png": Buffer.from([1, 2, 3]),
      "__MACOSX/notes/._pods.md": Buffer.from([1]),
    });
    const given = { zip: Buffer.from(zip).toString("base64") };
    const summary = succeeded(await importNotes.as(caller, given));
    expect(summary.notes.map(({ path, status }) => [path, status])).toEqual([
      ["notes/pods.md", "new"],
    ]);
    const progress = succeeded(await importProgress.as(caller, { importId: summary.importId }));
    expect(progress).toEqual({ done: 1, total: 1, phase: "done" });
  });

  const bomb = Buffer.from(zipSync({ "bomb.md": new Uint8Array(6_000_000) })).toString("base64");
  test.each([
    ["a zip bomb", { zip: bomb }, "import/zip-bomb"],
    ["no zip at all", { zip: "bm90IGEgemlw" }, "import/zip"],
    ["a path that leads out", { files: [{ path: "../x.md", text: "" }] }, "import/path"],
    ["a picture", { files: [{ path: "x.png", base64: "AAEC" }] }, "import/kind"],
  ])("%s is refused with its reason, the good note beside it is taken", async (_n, given, code) => {
    const caller = await newGuest();
    const files = [{ path: "pods.md", text: SOME_NOTE }, ...("files" in given ? given.files : [])];
    const summary = succeeded(await importNotes.as(caller, { ...given, files }));
    const failed = summary.notes.filter(({ status }) => status === "failed");
    expect(failed.map(({ diagnostics }) => diagnostics[0]?.code)).toEqual([code]);
    expect(summary.notes.some(({ path, status }) => path === "pods.md" && status === "new")).toBe(
      true,
    );
  });

  test("bytes that are no UTF-8 are refused with their place", async () => {
    const caller = await newGuest();
    const base64 = Buffer.from([0x23, 0x20, 0xff, 0xfe]).toString("base64");
    const summary = succeeded(await importNotes.as(caller, { files: [{ path: "x.md", base64 }] }));
    expect(summary.notes[0]).toMatchObject({ status: "failed" });
    expect(summary.notes[0]?.diagnostics[0]?.path).toBe("x.md");
  });
});

describe("undo-import", () => {
  test("puts notes and cards back as they were", async () => {
    const caller = await guestWithNotes();
    const before = await cardIds(caller);
    const files = [
      { path: "pods.md", text: "# Pods\n\n- **Job**: runs Pods until they succeed\n" },
      { path: "new.md", text: "# New\n\n- **Node**: a machine of the cluster\n" },
    ];
    const { importId } = succeeded(await importNotes.as(caller, { files }));
    expect(await cardIds(caller)).not.toEqual(before);
    succeeded(await undoImport.as(caller, { importId }));
    expect(await cardIds(caller)).toEqual(before);
    const notes = succeeded(await listNotes.as(caller, {}));
    const [note] = notes;
    expect(notes).toHaveLength(1);
    expect(succeeded(await getNote.as(caller, { id: note?.id ?? "" })).text).toBe(SOME_NOTE);
    const again = await undoImport.as(caller, { importId });
    expect(again).toMatchObject({ ok: false, error: { code: "import-not-done" } });
  });

  test("is refused once a note was changed after the import", async () => {
    const caller = await newGuest();
    const files = [{ path: "pods.md", text: SOME_NOTE }];
    const { importId, notes } = succeeded(await importNotes.as(caller, { files }));
    const id = notes[0]?.noteId ?? "";
    succeeded(await saveNote.as(caller, { id, path: "pods.md", text: `${SOME_NOTE}\nMore.\n` }));
    const undone = await undoImport.as(caller, { importId });
    expect(undone).toMatchObject({ ok: false, error: { code: "import-superseded" } });
  });
});

describe("save-note and delete-note", () => {
  test("a note that was deleted comes back with its memories", async () => {
    const caller = await guestWithNotes();
    const known = await answered(caller);
    const [note] = succeeded(await listNotes.as(caller, {}));
    succeeded(await deleteNote.as(caller, { id: note?.id ?? "" }));
    expect(await cardIds(caller)).toEqual([]);
    succeeded(await saveNote.as(caller, { path: "pods.md", text: SOME_NOTE }));
    expect(await cardIds(caller)).toContain(known);
    expect((await store().reviews.memory(caller.learnerId ?? "", known))?.reps).toBe(1);
  });

  test("renaming a note keeps its cards", async () => {
    const caller = await guestWithNotes();
    const before = await cardIds(caller);
    const [note] = succeeded(await listNotes.as(caller, {}));
    const given = { id: note?.id ?? "", path: "renamed.md", text: SOME_NOTE };
    const saved = succeeded(await saveNote.as(caller, given));
    expect(saved).toMatchObject({ added: 0, retired: 0 });
    expect(await cardIds(caller)).toEqual(before);
  });

  test("an edit of an older version is refused", async () => {
    const caller = await guestWithNotes();
    const [note] = succeeded(await listNotes.as(caller, {}));
    const given = { id: note?.id ?? "", path: "pods.md", baseVersion: 1 };
    succeeded(await saveNote.as(caller, { ...given, text: `${SOME_NOTE}\nOne.\n` }));
    const second = await saveNote.as(caller, { ...given, text: `${SOME_NOTE}\nTwo.\n` });
    expect(second).toMatchObject({ ok: false, error: { code: "note-changed" } });
  });
});
