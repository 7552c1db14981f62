/** `npm run -s bench:edits`: how many cards keep their history when their notes are edited. */
import { benchEdits } from "./bench/edits/program.ts";

const { exitCode, stdout, stderr } = await benchEdits(process.argv.slice(2), (doing) =>
  process.stderr.write(`${doing}\n`),
);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
