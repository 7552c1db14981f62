/** Against Node's own hash: every length of a character, the edges of a block, half a pair. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sha256 } from "./sha256.ts";

test.each([
  ["nothing", ""],
  ["ASCII", "node01"],
  ["two, three and four bytes", "é — 🐳"],
  ["half a pair", "a\ud83d"],
  ["just below a block", "x".repeat(55)],
  ["just above", "x".repeat(56)],
  ["several blocks", "Kubernetes ".repeat(40)],
])("%s", (_name, text) => {
  expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
});
