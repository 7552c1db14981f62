/** Pipelines, stage by stage, and jobs in the background. */
import { type Running, runTask, type Task } from "../task.ts";
import type { Io, Job, ShellApi } from "./builtin.ts";
import type { Node } from "./syntax.ts";

/** What the node lets one container have at a time: what forks without end comes to one. */
const JOBS_MAX = 200;

export function* runPipeline(
  node: Extract<Node, { kind: "pipeline" }>,
  io: Io,
  shell: ShellApi,
): Task<number> {
  let stdin = io.stdin;
  let status = 0;
  if (node.negated) shell.testing += 1;
  try {
    for (const [index, stage] of node.stages.entries()) {
      const isLast = index === node.stages.length - 1;
      if (isLast && index === 0) status = yield* shell.runNode(stage, { ...io, stdin });
      else {
        const printed: string[] = [];
        const stdout = isLast ? io.stdout : (text: string) => void printed.push(text);
        status = yield* shell.clone().runInside([stage], { ...io, stdin, stdout });
        stdin = { rest: printed.join("") };
      }
    }
  } finally {
    if (node.negated) shell.testing -= 1;
  }
  return node.negated ? (status === 0 ? 1 : 0) : status;
}

export function startJob(node: Node, io: Io, shell: ShellApi): void {
  const job: Job = { status: undefined, waiting: [] };
  shell.jobs.push(job);
  const inner = shell.clone();
  const { engine, life } = shell.machine;
  if (life.jobs.size >= JOBS_MAX) {
    io.stderr("sh: can't fork: Resource temporarily unavailable\n");
    job.status = 2;
    return;
  }
  const task = inner.runInside([node], { ...io, stdin: { rest: undefined } });
  let running: Running | undefined;
  running = runTask(engine, "container", task, (status) => {
    job.status = status;
    if (running !== undefined) life.jobs.delete(running);
    for (const wake of job.waiting) wake();
  });
  if (job.status === undefined) life.jobs.add(running);
}
