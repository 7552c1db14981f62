/**
 * Staying with a pod that `run` has made: until it has ended, what it printed, its exit code.
 * Not simulated: typing into an attached container; its standard input is empty.
 */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError, SilentExit } from "../../command/error.ts";
import { waitUntil } from "../../resource/waiting.ts";

type Status = {
  readonly phase?: string;
  readonly containerStatuses?: readonly {
    readonly state?: {
      readonly terminated?: { readonly exitCode?: number; readonly reason?: string };
    };
  }[];
};

export function followPod(context: CommandContext, name: string): void {
  const { flags, api } = context;
  const row = context.mapper.resolve("pods");
  const ref = { row, namespace: context.namespace, name };
  let pod: KubeObject | undefined;
  const ended = () => {
    pod = api.find(ref);
    const phase = statusOf(pod).phase;
    return pod === undefined || phase === "Succeeded" || phase === "Failed";
  };
  const done = waitUntil(context, ended, flags.duration("pod-running-timeout"));
  if (!done && statusOf(pod).phase === "Pending") {
    throw new KubectlError("timed out waiting for the condition");
  }
  context.print(api.logs(ref, { container: name }));
  if (flags.bool("rm")) {
    api.delete(ref, { propagationPolicy: "Background" });
    context.line(`pod "${name}" deleted from ${context.namespace} namespace`);
  }
  if (statusOf(pod).phase !== "Failed") return;
  const terminated = statusOf(pod).containerStatuses?.[0]?.state?.terminated;
  const exitCode = terminated?.exitCode ?? 1;
  context.errorLine(
    `pod ${context.namespace}/${name} terminated (${terminated?.reason ?? "Error"})`,
  );
  throw new SilentExit(exitCode);
}

function statusOf(pod: KubeObject | undefined): Status {
  return (pod?.status ?? {}) as Status;
}
