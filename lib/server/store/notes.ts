/** A learner's notes as they stand, and every text they ever had. */
import "server-only";
import type { Language } from "#lib/shared";
import type { Db } from "./client.ts";
import { fromJson, toJson } from "./json.ts";

export type StoredNote = {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly hash: string;
  readonly language: Language;
  readonly title: string;
  readonly version: number;
  /** What the compiler said; the use cases that write it know its shape. */
  readonly findings: unknown;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly deletedAtMs: number | null;
};

export function noteStore(db: Db) {
  return {
    /** Deleted notes too: writing one again continues it. */
    async all(learnerId: string): Promise<readonly StoredNote[]> {
      const rows = await db.note.findMany({ where: { learnerId }, orderBy: { path: "asc" } });
      return rows.map(plain);
    },
    async find(learnerId: string, id: string): Promise<StoredNote | null> {
      const row = await db.note.findUnique({ where: { learnerId_id: { learnerId, id } } });
      return row === null || row.deletedAt !== null ? null : plain(row);
    },
    async count(learnerId: string): Promise<number> {
      return db.note.count({ where: { learnerId, deletedAt: null } });
    },
    /** Writes the note as given and keeps its text as a version. */
    async save(learnerId: string, note: StoredNote): Promise<void> {
      const where = { learnerId_id: { learnerId, id: note.id } };
      const data = columns(note);
      await db.note.upsert({ where, create: { learnerId, id: note.id, ...data }, update: data });
      const version = { learnerId, noteId: note.id, version: note.version };
      const kept = { text: note.text, hash: note.hash, createdAt: new Date(note.updatedAtMs) };
      await db.noteVersion.upsert({
        where: { learnerId_noteId_version: version },
        create: { ...version, ...kept },
        update: kept,
      });
    },
    async saveFindings(learnerId: string, id: string, findings: unknown): Promise<void> {
      const where = { learnerId_id: { learnerId, id } };
      await db.note.update({ where, data: { findings: toJson(findings) } });
    },
    /** Takes the row and its versions away, as if the note had never been. */
    async erase(learnerId: string, id: string): Promise<void> {
      await db.note.deleteMany({ where: { learnerId, id } });
    },
    async eraseVersionsAfter(learnerId: string, noteId: string, version: number): Promise<void> {
      await db.noteVersion.deleteMany({ where: { learnerId, noteId, version: { gt: version } } });
    },
    async versions(learnerId: string) {
      const rows = await db.noteVersion.findMany({ where: { learnerId } });
      return rows.map(({ noteId, version, text, createdAt }) => ({
        noteId,
        version,
        text,
        createdAtMs: createdAt.getTime(),
      }));
    },
  };
}

type Row = {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly hash: string;
  readonly language: string;
  readonly title: string;
  readonly currentVersion: number;
  readonly findings: unknown;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
};

function plain(row: Row): StoredNote {
  const { id, path, text, hash, title, findings } = row;
  return {
    id,
    path,
    text,
    hash,
    title,
    language: row.language === "ja" ? "ja" : "en",
    version: row.currentVersion,
    findings: fromJson<unknown>(findings),
    createdAtMs: row.createdAt.getTime(),
    updatedAtMs: row.updatedAt.getTime(),
    deletedAtMs: row.deletedAt?.getTime() ?? null,
  };
}

function columns(note: StoredNote) {
  const { path, text, hash, language, title } = note;
  return {
    path,
    text,
    hash,
    language,
    title,
    currentVersion: note.version,
    findings: toJson(note.findings),
    createdAt: new Date(note.createdAtMs),
    updatedAt: new Date(note.updatedAtMs),
    deletedAt: note.deletedAtMs === null ? null : new Date(note.deletedAtMs),
  };
}
