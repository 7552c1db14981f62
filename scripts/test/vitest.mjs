/** One vitest project, counted by its own report. */
import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../setup.mjs";
import { runCommand } from "./command.mjs";

export async function runVitest(project, { coverage = false, env = {}, more = [] } = {}) {
  const file = `.cache/test/${project}.json`;
  fs.rmSync(path.join(ROOT, file), { force: true });
  const { status, output } = await runCommand(
    [
      "node_modules/vitest/vitest.mjs",
      ...["run", "--project", project, ...more],
      ...["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`],
      ...(coverage && more.length === 0 ? ["--coverage"] : []),
    ],
    { env },
  );
  const { passed, failed } = readReport(path.join(ROOT, file));
  // Coverage below its threshold, or an error outside of any test.
  const unexplained = status !== 0 && failed === 0 ? 1 : 0;
  return { passed, failed: failed + unexplained, output };
}

function readReport(file) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 0 };
  const report = JSON.parse(fs.readFileSync(file, "utf8"));
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}
