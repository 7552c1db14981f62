/** Log and exec: the requests that end at a node's agent. */
import { ApiError } from "../../api/error.ts";
import { keyOf } from "../../api/object.ts";
import type { LogOptions, NodeAgents } from "../../kubelet/node-agent.ts";
import type { ExecResult, LogText } from "../request.ts";
import type { RestContext } from "../rest/context.ts";
import { requireObject } from "../rest/require.ts";

/** What the exec subresource is sent. */
export type ExecBody = {
  readonly container?: string;
  readonly command: readonly string[];
  readonly stdin?: string;
};

export function logOf(context: RestContext, agents: NodeAgents | undefined): LogText {
  const pod = requireObject(context);
  const text = connected(agents).logs(keyOf(pod), logOptions(context.request.options?.query ?? {}));
  return { kind: "LogText", text };
}

export function execIn(context: RestContext, agents: NodeAgents | undefined): ExecResult {
  const pod = requireObject(context);
  const { command, stdin = "", ...body } = context.request.body as ExecBody;
  const container = body.container ?? context.request.options?.query?.container;
  return connected(agents).exec(keyOf(pod), container, command, stdin);
}

function connected(agents: NodeAgents | undefined): NodeAgents {
  if (agents === undefined) throw new ApiError(500, "InternalError", "no node answers");
  return agents;
}

function logOptions(query: Readonly<Record<string, string>>): LogOptions {
  const { container, previous, tailLines, sinceSeconds, timestamps, limitBytes } = query;
  return {
    ...(container === undefined ? {} : { container }),
    ...(previous === undefined ? {} : { previous: previous === "true" }),
    ...(tailLines === undefined ? {} : { tailLines: Number(tailLines) }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds: Number(sinceSeconds) }),
    ...(timestamps === undefined ? {} : { timestamps: timestamps === "true" }),
    ...(limitBytes === undefined ? {} : { limitBytes: Number(limitBytes) }),
  };
}
