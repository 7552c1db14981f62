"use server";
/** What the pages of notes can ask for; each is one use case. */
import { revalidatePath } from "next/cache";
import { deleteNote, importNotes, saveNote, suspendCard, undoImport } from "#lib/server/use-cases";

export async function importNotesAction(input: Parameters<typeof importNotes>[0]) {
  const outcome = await importNotes(input);
  revalidatePath("/", "layout");
  return outcome;
}

export async function undoImportAction(importId: string) {
  const outcome = await undoImport({ importId });
  revalidatePath("/", "layout");
  return outcome;
}

export async function saveNoteAction(input: Parameters<typeof saveNote>[0]) {
  const outcome = await saveNote(input);
  revalidatePath("/", "layout");
  return outcome;
}

export async function deleteNoteAction(id: string) {
  const outcome = await deleteNote({ id });
  revalidatePath("/", "layout");
  return outcome;
}

export async function suspendCardAction(cardId: string, on: boolean) {
  const outcome = await suspendCard({ cardId, on });
  revalidatePath("/", "layout");
  return outcome;
}
