/** What goes into a JSON column and comes out of it: Prisma's types at the border, ours inside. */
import "server-only";
import type { Prisma } from "./generated/client.ts";

/** The value must be plain JSON, as everything of the pure layers is. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value));
}

/** The caller names the type that this store itself wrote into the column. */
export function fromJson<T>(value: unknown): T {
  return value as T;
}
