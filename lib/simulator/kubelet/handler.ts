/** What probes and hooks do: run a command, ask over HTTP, connect, ask over gRPC. */
import type { Container, HTTPGetAction, TCPSocketAction } from "../api/types.generated.ts";
import { quote, type Task } from "../programs/index.ts";
import { execInRun } from "./container-exec.ts";
import type { ContainerRun } from "./container-run.ts";
import { durationText } from "./go-text.ts";
import type { Dialled, NodeContext } from "./node-context.ts";

/** `errored`: it could not be done at all, which is no failure of the program. */
export type Outcome = {
  readonly result: "success" | "failure" | "errored";
  readonly output: string;
  /** Somebody answered, whatever it was. */
  readonly isAnswered?: boolean;
};

const success = (output = ""): Outcome => ({ result: "success", output });
const failed = (output: string): Outcome => ({ result: "failure", output });

/** Until a connection to an address that nothing has is given up. */
const UNREACHABLE_MS = 3000;

export function* runExec(
  node: NodeContext,
  run: ContainerRun,
  command: readonly string[],
  timeoutMs: number,
): Task<Outcome> {
  const outcome = yield* execInRun(node, run, command, "", timeoutMs);
  switch (outcome.kind) {
    case "ended":
      return outcome.code === 0 ? success(outcome.output) : failed(outcome.output);
    case "not-started":
      return { result: "errored", output: `rpc error: code = Unknown desc = ${outcome.why}` };
    case "timed-out": {
      const after = durationText(timeoutMs);
      return failed(`command timed out: ${quote(command.join(" "))} timed out after ${after}`);
    }
  }
}

/** A port by its number or by its name in the container; the error in Go's words. */
export function portOf(
  container: Container,
  port: number | string,
): number | { readonly error: string } {
  if (typeof port === "number") return port;
  const named = container.ports?.find(({ name }) => name === port);
  if (named !== undefined) return named.containerPort;
  if (/^\d+$/.test(port)) return Number(port);
  return { error: `strconv.Atoi: parsing ${quote(port)}: invalid syntax` };
}

function* connect(node: NodeContext, host: string, port: number, timeoutMs: number): Task<Dialled> {
  const dialled = node.dial(host, port);
  if (dialled === "unreachable") yield { ms: Math.min(timeoutMs, UNREACHABLE_MS), periodic: true };
  return dialled;
}

function dialFailure(
  dialled: "refused" | "unreachable",
  address: string,
  timeoutMs: number,
): string {
  if (dialled === "refused") return `dial tcp ${address}: connect: connection refused`;
  if (timeoutMs > UNREACHABLE_MS) return `dial tcp ${address}: connect: no route to host`;
  return `dial tcp ${address}: i/o timeout`;
}

export function* runHttp(
  node: NodeContext,
  container: Container,
  podIp: string,
  action: HTTPGetAction,
  timeoutMs: number,
): Task<Outcome> {
  const port = portOf(container, action.port);
  if (typeof port !== "number") return { result: "errored", output: port.error };
  const host = action.host === undefined || action.host === "" ? podIp : action.host;
  const path = action.path ?? "/";
  const scheme = (action.scheme ?? "HTTP").toLowerCase();
  const address = `${host}:${port}`;
  const url = `${scheme}://${address}${path.startsWith("/") ? path : `/${path}`}`;
  const dialled = yield* connect(node, host, port, timeoutMs);
  if (typeof dialled === "string") {
    return failed(`Get ${quote(url)}: ${dialFailure(dialled, address, timeoutMs)}`);
  }
  if (scheme === "https" && port !== 443 && port !== 8443) {
    return failed(`Get ${quote(url)}: http: server gave HTTP response to HTTPS client`);
  }
  const answer = dialled.http(path);
  if (answer === undefined) {
    yield { ms: timeoutMs, periodic: true };
    const why = "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
    return failed(`Get ${quote(url)}: ${why}`);
  }
  const { status, body } = answer;
  if (status >= 200 && status < 400) return success(body);
  return { ...failed(`HTTP probe failed with statuscode: ${status}`), isAnswered: true };
}

export function* runTcp(
  node: NodeContext,
  container: Container,
  podIp: string,
  action: TCPSocketAction,
  timeoutMs: number,
): Task<Outcome> {
  const port = portOf(container, action.port);
  if (typeof port !== "number") return { result: "errored", output: port.error };
  const host = action.host === undefined || action.host === "" ? podIp : action.host;
  const dialled = yield* connect(node, host, port, timeoutMs);
  if (typeof dialled !== "string") return success();
  return failed(dialFailure(dialled, `${host}:${port}`, timeoutMs));
}

export function* runGrpc(
  node: NodeContext,
  podIp: string,
  port: number,
  timeoutMs: number,
): Task<Outcome> {
  const dialled = node.dial(podIp, port);
  if (typeof dialled !== "string") return success("service healthy");
  // The prober tries again until its time is over.
  yield { ms: timeoutMs, periodic: true };
  const within = durationText(timeoutMs);
  return failed(
    `timeout: failed to connect service "${podIp}:${port}" within ${within}: context deadline exceeded`,
  );
}
