/** Runs a command beside a container's main process: for probes, hooks and `kubectl exec`. */
import { hash128 } from "../engine/hash.ts";
import {
  type Process,
  type Running,
  runProgram,
  runTask,
  startFailure,
  type Task,
} from "../programs/index.ts";
import type { ContainerRun } from "./container-run.ts";
import type { NodeContext } from "./node-context.ts";

export type ExecOutcome =
  | {
      readonly kind: "ended";
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
      readonly output: string;
    }
  | { readonly kind: "not-started"; readonly why: string }
  | { readonly kind: "timed-out" };

/** Why a program cannot be started in a running container, in the runtime's words. */
export function execFailure(
  run: ContainerRun,
  argv: readonly string[],
  nowMs: number,
): string | undefined {
  const why = startFailure(run.image, argv[0] ?? "");
  if (why === undefined) return undefined;
  const text = `${run.id}/${argv.join(" ")}/${nowMs}`;
  const id = hash128(text) + hash128(`${text}/2`);
  return `failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: exec failed: unable to start container process: ${why}: unknown`;
}

/** `timeoutMs` 0: as long as it takes. */
export function* execInRun(
  node: NodeContext,
  run: ContainerRun,
  argv: readonly string[],
  stdin: string,
  timeoutMs: number,
): Task<ExecOutcome> {
  const { engine } = node;
  const { machine } = run;
  const why = execFailure(run, argv, engine.nowMs);
  if (why !== undefined) return { kind: "not-started", why };
  if (machine === undefined) return { kind: "timed-out" };
  if (machine.runtime.silentAlone.has(argv[0] ?? ""))
    return { kind: "ended", code: 0, stdout: "", stderr: "", output: "" };
  const out = { stdout: "", stderr: "", output: "" };
  const print = (stream: "stdout" | "stderr") => (text: string) => {
    out[stream] += text;
    out.output += text;
  };
  const process: Process = {
    machine,
    env: new Map(machine.env),
    cwd: machine.workingDir,
    stdin: { rest: stdin },
    stdout: print("stdout"),
    stderr: print("stderr"),
    repeats: true,
  };
  let code: number | undefined;
  let wake: (() => void) | undefined;
  const running: Running = runTask(engine, node.component, runProgram(argv, process), (status) => {
    code = status;
    wake?.();
  });
  if (code !== undefined) return { kind: "ended", code, ...out };
  const timer =
    timeoutMs > 0 ? engine.after(timeoutMs, node.component, () => wake?.(), true) : undefined;
  // The container's end is the command's end.
  run.onEnd.push(() => wake?.());
  yield {
    until(wakeUp) {
      wake = wakeUp;
    },
  };
  timer?.cancel();
  running.stop();
  if (code !== undefined) return { kind: "ended", code, ...out };
  if (run.state === "exited") return { kind: "ended", code: 137, ...out };
  return { kind: "timed-out" };
}
