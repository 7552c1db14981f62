/** `npm run -s simulate`: what becomes of manifests in a simulated cluster. */
import { simulate } from "./simulate/program.ts";

const { exitCode, stdout, stderr } = simulate(process.argv.slice(2));
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
