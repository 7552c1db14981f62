/** `npm run -s why`: the cause of what goes wrong in a simulated cluster, in a sentence. */
import { explainWhy } from "./why/program.ts";

const { exitCode, stdout, stderr } = explainWhy(process.argv.slice(2));
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
