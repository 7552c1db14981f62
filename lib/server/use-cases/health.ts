/** Tells a supervisor whether the server can do its work. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { defineUseCase, type Outcome, problem } from "./define.ts";

export const health = defineUseCase({
  name: "health",
  access: "public",
  input: z.object({}),
  async run({ store }): Promise<Outcome<{ database: "up" }>> {
    if (!(await store.isUp())) return problem("database-down", "The database is silent.");
    return success({ database: "up" });
  },
});
