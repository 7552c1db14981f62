/**
 * A sentence for the person at the terminal: what is wrong and what to do.
 * No stack belongs to it.
 */
export class Refusal extends Error {
  name = "Refusal";
}

/** Runs a program's main function; a refusal is printed as the sentence it is. */
export async function runMain(main) {
  try {
    const status = await main();
    if (typeof status === "number") process.exit(status);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
