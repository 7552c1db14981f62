/**
 * Commands that need what this cluster has not: connections that stay open.
 * Not simulated: port-forward, proxy.
 */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError, usageError } from "../command/error.ts";
import { durationFlag, intFlag, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { podFor } from "../resource/pod-container.ts";

const PORT_FORWARD_USAGE = "TYPE/NAME and list of ports are required for port-forward";

function portForward(context: CommandContext): void {
  const { args, path, dashAt } = context;
  const [word] = args;
  if (word === undefined || args.length < 2 || dashAt >= 0) {
    throw usageError(PORT_FORWARD_USAGE, path);
  }
  const pod = podFor(context, word);
  const { phase } = (pod.status ?? {}) as { readonly phase?: string };
  checkPortNames(pod, args.slice(1));
  if (phase !== "Running") {
    throw new KubectlError(
      `unable to forward port because pod is not running. Current status=${phase ?? ""}`,
    );
  }
  throw new KubectlError(
    "kubectl port-forward keeps a connection open, which this cluster cannot; ask the service or " +
      "the pod from inside, as with kubectl exec or kubectl run",
  );
}

/** A port may go by the name that a container gives it. */
function checkPortNames(pod: KubeObject, ports: readonly string[]): void {
  const { containers = [] } = (pod.spec ?? {}) as PodSpec;
  for (const port of ports) {
    const remote = port.split(":").at(-1) ?? "";
    const known = containers.some((one) => one.ports?.some(({ name }) => name === remote));
    if (/^\d*$/.test(remote) || known) continue;
    throw new KubectlError(`Pod '${pod.metadata.name}' does not have a named port '${remote}'`);
  }
}

type PodSpec = {
  readonly containers?: readonly {
    readonly ports?: readonly { readonly name?: string }[];
  }[];
};

export const unavailableVerbs: readonly Verb[] = [
  {
    name: "port-forward",
    summary: "Forward one or more local ports to a pod",
    usage: "TYPE/NAME [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
    flags: [
      textFlag("address", "Addresses to listen on.", { default: "localhost" }),
      durationFlag("pod-running-timeout", "How long to wait for a pod.", { default: "1m0s" }),
    ],
    run: portForward,
  },
  {
    name: "proxy",
    summary: "Run a proxy to the Kubernetes API server",
    flags: [intFlag("port", "Port to listen on.", { short: "p", default: "8001" })],
    run: () => {
      throw new KubectlError(
        "kubectl proxy keeps a connection open, which this cluster cannot; use kubectl get --raw",
      );
    },
  },
];
