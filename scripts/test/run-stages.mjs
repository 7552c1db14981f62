/** Runs stages and counts: light ones side by side, the others one after the other. */
import process from "node:process";

const AT_ONCE = 2;

export async function runStages(stages, context) {
  const totals = { passed: 0, failed: 0 };
  const light = stages.filter((stage) => stage.light);
  const waiting = [...light];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      await runOne(next, context, totals);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  for (const stage of stages) if (!stage.light) await runOne(stage, context, totals);
  return totals;
}

/** A stage that throws has failed once; it never ends the run. */
async function runOne(stage, context, totals) {
  const start = performance.now();
  const result = await stage.run(context).catch((error) => ({
    passed: 0,
    failed: 1,
    output: error.stack ?? String(error),
  }));
  totals.passed += result.passed;
  totals.failed += result.failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const count = `${result.passed} passed, ${result.failed} failed`;
  process.stdout.write(`${stage.name.padEnd(12)} ${count.padEnd(26)} ${seconds} s\n`);
  if (result.failed > 0 && result.output) process.stdout.write(`${result.output.trim()}\n\n`);
}
