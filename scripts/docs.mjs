/**
 * Writes the generated pages: docs/fidelity.md from the headers of the files, docs/conformance.md
 * from a run of all recorded cases. Run by `npm run docs`; `--fidelity` leaves the run out,
 * `--check` writes nothing and fails when docs/fidelity.md is not what it would write.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readCaseFolder } from "../lib/cli/conformance/case-folder.ts";
import { runCases } from "../lib/cli/conformance/pool.ts";
import { conformancePage } from "../lib/cli/docs/conformance-page.ts";
import { fidelityPage } from "../lib/cli/docs/fidelity-page.ts";
import { readSourceFiles } from "../lib/house-rules/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const words = new Set(process.argv.slice(2));
const fidelity = fidelityPage(readSourceFiles(root, ["lib"]));

if (words.has("--check")) {
  if (readFileSync(`${root}docs/fidelity.md`, "utf8") !== fidelity) {
    process.stderr.write("docs/fidelity.md is out of date: run npm run docs -- --fidelity\n");
    process.exitCode = 1;
  }
} else {
  writeFileSync(`${root}docs/fidelity.md`, fidelity);
  if (!words.has("--fidelity")) {
    const cases = readCaseFolder(`${root}conformance/cases`);
    if (!cases.ok) throw new Error(cases.error);
    writeFileSync(`${root}docs/conformance.md`, conformancePage(await runCases(cases.value)));
  }
}
