/** How far an import has come. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { idInput } from "./input.ts";
import type { ImportProgress } from "./views.ts";

export const importProgress = defineUseCase({
  name: "import-progress",
  access: "learner",
  input: z.object({ importId: idInput }),
  async run({ learner, store }, { importId }): Promise<Outcome<ImportProgress>> {
    const found = await store.imports.find(learner.id, importId);
    if (found === null) return problem("import-not-found", "This learner has no such import.");
    const { done, total, phase } = found;
    return success({ done, total, phase });
  },
});
