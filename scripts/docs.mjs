/**
 * Writes the generated pages: docs/fidelity.md from the headers of the files, docs/promises.md
 * from conformance/promises, docs/faults.md from the scenes that a test plays, docs/conformance.md
 * from a run of all recorded cases. Run by `npm run docs`; `--quick` leaves the run out, `--check`
 * writes nothing and fails when a page but that of the run is not what it would write.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readCaseFolder } from "../lib/cli/conformance/case-folder.ts";
import { runCases } from "../lib/cli/conformance/pool.ts";
import { conformancePage } from "../lib/cli/docs/conformance-page.ts";
import { faultPage } from "../lib/cli/docs/fault-page.ts";
import { FAULT_SCENES } from "../lib/cli/docs/fault-scene.ts";
import { fidelityPage } from "../lib/cli/docs/fidelity-page.ts";
import { readPromises } from "../lib/cli/docs/promise.ts";
import { promisePage } from "../lib/cli/docs/promise-page.ts";
import { readSourceFiles } from "../lib/house-rules/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const words = new Set(process.argv.slice(2));
const pages = [
  ["docs/fidelity.md", fidelityPage(readSourceFiles(root, ["lib"]))],
  ["docs/faults.md", faultPage(FAULT_SCENES)],
  ["docs/promises.md", promisePage(readPromises(root))],
];

if (words.has("--check")) {
  for (const [path, text] of pages) {
    if (readFileSync(`${root}${path}`, "utf8") === text) continue;
    process.stderr.write(`${path} is out of date: run npm run docs -- --quick\n`);
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of pages) writeFileSync(`${root}${path}`, text);
  if (!words.has("--quick")) {
    const cases = readCaseFolder(`${root}conformance/cases`);
    if (!cases.ok) throw new Error(cases.error);
    writeFileSync(`${root}docs/conformance.md`, conformancePage(await runCases(cases.value)));
  }
}
