/** A process of the conformance run: takes a case's text, gives its outcome. */
import type { CaseText } from "./pool.ts";
import { runCaseText } from "./run-case-text.ts";

process.on("message", (one: CaseText) => process.send?.(runCaseText(one)));
// The parent is gone: nobody waits for an answer any more.
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
