/** Identifiers and token hashes: random where they must not be guessed, never meaningful. */
import "server-only";
import { createHash, randomUUID } from "node:crypto";

export function newId(): string {
  return randomUUID();
}

/** Only the hash of a token is stored. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function hashText(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
