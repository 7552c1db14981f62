/**
 * Runs a command in a container for a client, which waits: virtual time passes until it has ended.
 *
 * Not simulated: terminals, streaming of standard input.
 */
import { badRequest } from "../api/error.ts";
import type { Pod } from "../api/types.generated.ts";
import type { ExecResult } from "../apiserver/request.ts";
import { quote, runTask } from "../programs/index.ts";
import { type ExecOutcome, execFailure, execInRun } from "./container-exec.ts";
import { internalError } from "./logs.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";

/** How long a client waits for its command. */
const LONGEST_MS = 150_000;

export function execForClient(
  node: NodeContext,
  pod: Pod,
  record: PodRecord | undefined,
  container: string | undefined,
  command: readonly string[],
  stdin: string,
): ExecResult {
  const name = container ?? pod.spec.containers[0]?.name ?? "";
  if (record !== undefined && record.containerOf(name) === undefined) {
    throw badRequest(`container ${name} is not valid for pod ${pod.metadata.name}`);
  }
  const run = record?.currentRun(name);
  if (run === undefined || run.state !== "running") {
    throw internalError(`unable to upgrade connection: container not found (${quote(name)})`);
  }
  const why = execFailure(run, command, node.engine.nowMs);
  if (why !== undefined) {
    throw internalError(`Internal error occurred: error executing command in container: ${why}`);
  }
  let outcome: ExecOutcome | undefined;
  const running = runTask(
    node.engine,
    node.component,
    execInRun(node, run, command, stdin, 0),
    (result) => {
      outcome = result;
    },
  );
  if (outcome === undefined) node.engine.runUntil(() => outcome !== undefined, LONGEST_MS);
  running.stop();
  return resultOf(outcome);
}

function resultOf(outcome: ExecOutcome | undefined): ExecResult {
  if (outcome?.kind === "ended") {
    const { code, stderr, stdout } = outcome;
    return { kind: "ExecResult", exitCode: code, stdout, stderr };
  }
  return { kind: "ExecResult", exitCode: 137, stdout: "", stderr: "" };
}
