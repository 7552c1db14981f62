/** What the API server asks of a node: the log, exec and attach subresources end here. */
import type { ExecResult } from "../apiserver/request.ts";

export type LogOptions = {
  readonly container?: string;
  readonly previous?: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  readonly timestamps?: boolean;
  readonly limitBytes?: number;
};

export type NodeAgents = {
  /** Text of a container's log. Throws ApiError with the kubelet's words. */
  readonly logs: (podKey: string, options: LogOptions) => string;
  /** Runs a command in a container. Throws ApiError when it cannot be started. */
  readonly exec: (
    podKey: string,
    container: string | undefined,
    command: readonly string[],
    stdin: string,
  ) => ExecResult;
};
