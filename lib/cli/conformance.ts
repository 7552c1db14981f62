/**
 * `npm run -s conformance`: runs recorded cases against the simulator and our kubectl, prints how
 * many steps answer as the real cluster did, and holds what has passed once.
 */
import { runCases } from "./conformance/pool.ts";
import { conformance } from "./conformance/program.ts";

const program = conformance(process.argv.slice(2), (cases) => {
  let done = 0;
  return runCases(cases, () => {
    done += 1;
    if (!process.stderr.isTTY) return;
    process.stderr.write(done === cases.length ? "\r\u001b[K" : `\r${done}/${cases.length} cases`);
  });
});
const { exitCode, stdout, stderr } = await program.catch((error: Error) => {
  return { exitCode: 1, stdout: "", stderr: `${error.message}\n` };
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
