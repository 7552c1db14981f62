/**
 * `npm run -s sessions [-- FILE…] [--update]`: plays sessions of the lab and shows where they print
 * something else than they say; `--update` writes down what they print now.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isPrinted, playSession, readSessions, sessionText } from "./session/session.ts";

const folder = fileURLToPath(new URL("../../conformance/sessions/", import.meta.url));
const words = process.argv.slice(2);
const isUpdate = words.includes("--update");
const named = words.filter((word) => !word.startsWith("--"));
const from = process.env.INIT_CWD ?? process.cwd();
const files =
  named.length > 0
    ? named.map((name) => resolve(from, name))
    : readdirSync(folder).map((name) => join(folder, name));

let failed = 0;
let passed = 0;
for (const file of files) {
  const texts = readSessions(readFileSync(file, "utf8")).map((session) => {
    const played = playSession(session);
    const differing = session.steps.filter(
      ({ printed }, at) => !isPrinted(printed, played[at]?.printed ?? ""),
    );
    if (differing.length === 0) passed += 1;
    else failed += 1;
    for (const { line, typed } of isUpdate ? [] : differing) {
      const now = played.find((step) => step.line === line)?.printed ?? "";
      process.stdout.write(`${file}:${line}: ${session.title}\n$ ${typed}\n${now}\n\n`);
    }
    return sessionText(session, played);
  });
  if (isUpdate) writeFileSync(file, texts.join("\n"));
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 && !isUpdate ? 1 : 0;
