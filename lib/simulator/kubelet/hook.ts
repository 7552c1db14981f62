/**
 * Lifecycle hooks. https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 *
 * Not simulated: headers of HTTP hooks.
 */
import type { LifecycleHandler } from "../api/types.generated.ts";
import { quote, type Task } from "../programs/index.ts";
import type { ContainerRun } from "./container-run.ts";
import { podText } from "./go-text.ts";
import { runExec, runHttp } from "./handler.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";

const HOOK_TIMEOUT_MS = 30_000;

/** Why the hook failed; undefined when it did not. */
export function* runHook(
  node: NodeContext,
  record: PodRecord,
  run: ContainerRun,
  handler: LifecycleHandler,
): Task<string | undefined> {
  const { exec, httpGet, sleep } = handler;
  const podIp = record.sandbox?.ip ?? "";
  const where = `Container ${quote(run.name)} in Pod ${quote(podText(record.pod))}`;
  if (exec !== undefined) {
    const command = exec.command ?? [];
    const { result, output } = yield* runExec(node, run, command, 0);
    if (result === "success") return undefined;
    const error = `command '${command.join(" ")}' failed`;
    return `Exec lifecycle hook ([${command.join(" ")}]) for ${where} failed - error: ${error}, message: ${quote(output)}`;
  }
  if (httpGet !== undefined) {
    // Any answer will do.
    const wanted = { ...httpGet, scheme: "HTTP" } as const;
    const outcome = yield* runHttp(node, run.spec, podIp, wanted, HOOK_TIMEOUT_MS);
    const { isAnswered = false, output, result } = outcome;
    if (result === "success" || isAnswered) return undefined;
    return `HTTP lifecycle hook (${httpGet.path ?? "/"}) for ${where} failed - error: ${output}`;
  }
  if (sleep === undefined) return "Cannot run handler: invalid handler";
  if (sleep.seconds > 0) yield { ms: sleep.seconds * 1000 };
  return undefined;
}
