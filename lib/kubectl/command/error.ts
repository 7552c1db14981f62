/**
 * What ends a command: an error of kubectl's own, a Status of the server, several of them, or
 * nothing but an exit code; and how each of them is printed.
 */
import type { Status, StatusCause } from "#lib/simulator";

export class KubectlError extends Error {
  override readonly name = "KubectlError";
  readonly exitCode: number;
  /** Printed without `error: ` in front. */
  readonly bare: boolean;

  constructor(message: string, { exitCode = 1, bare = false }: KubectlErrorOptions = {}) {
    super(message);
    this.exitCode = exitCode;
    this.bare = bare;
  }
}

type KubectlErrorOptions = { readonly exitCode?: number; readonly bare?: boolean };

/** The server's answer; `prefix` is what kubectl was doing (`error when creating "STDIN": `). */
export class ServerError extends Error {
  override readonly name = "ServerError";
  readonly status: Status;
  readonly prefix: string;

  constructor(status: Status, prefix = "") {
    super(`${prefix}${status.message ?? ""}`);
    this.status = status;
    this.prefix = prefix;
  }

  is(reason: string): boolean {
    return this.status.reason === reason;
  }

  prefixed(prefix: string): ServerError {
    return new ServerError(this.status, `${prefix}${this.prefix}`);
  }
}

/** What the server would say of a request that need not be sent. */
export function serverRefusal(reason: "BadRequest", message: string): ServerError {
  return new ServerError({
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message,
    reason,
    code: 400,
  });
}

export class ErrorList extends Error {
  override readonly name = "ErrorList";
  readonly errors: readonly Error[];

  constructor(errors: readonly Error[]) {
    super(errors.map((error) => error.message).join("; "));
    this.errors = errors;
  }
}

/** The command has said everything already. */
export class SilentExit extends Error {
  override readonly name = "SilentExit";
  readonly exitCode: number;

  constructor(exitCode: number) {
    super("");
    this.exitCode = exitCode;
  }
}

/** Throws what was collected, if anything was. */
export function throwCollected(errors: readonly Error[]): void {
  const [first] = errors;
  if (first === undefined) return;
  throw errors.length === 1 ? first : new ErrorList(errors);
}

/** `See 'kubectl run -h' for help and examples` behind the message. */
export function usageError(
  message: string,
  path: string,
  tail = "-h' for help and examples",
): KubectlError {
  return new KubectlError(`${message}\nSee '${path} ${tail}`);
}

/** What kubectl prints to standard error, and its exit code. Other errors are programmer's. */
export function printError(
  error: unknown,
): { readonly text: string; readonly exitCode: number } | undefined {
  if (error instanceof SilentExit) return { text: "", exitCode: error.exitCode };
  if (error instanceof ErrorList) {
    // Of several errors only the server's have words in front.
    const lines = error.errors.map(
      (one) => `${one instanceof ServerError ? messageOf(one) : one.message}\n`,
    );
    return { text: lines.join(""), exitCode: 1 };
  }
  if (error instanceof ServerError) {
    const text = error.is("Invalid") ? invalidText(error) : messageOf(error);
    // A list of causes ends with a line of its own, whatever the causes end with.
    const isListed = error.is("Invalid") && (error.status.details?.causes?.length ?? 0) > 0;
    return { text: isListed ? `${text}\n` : withNewline(text), exitCode: 1 };
  }
  if (error instanceof KubectlError) {
    return { text: withNewline(messageOf(error)), exitCode: error.exitCode };
  }
  return undefined;
}

/** Server errors get the server's words in front, others `error: `. */
function messageOf(error: Error): string {
  if (!(error instanceof ServerError)) {
    const bare = error instanceof KubectlError && error.bare;
    return bare || error.message.startsWith("error: ") ? error.message : `error: ${error.message}`;
  }
  const { reason } = error.status;
  if (reason === "Unauthorized") {
    return `error: You must be logged in to the server (${error.message})`;
  }
  const place = reason === undefined || reason === "" ? "" : ` (${reason})`;
  return `Error from server${place}: ${error.message}`;
}

function invalidText(error: ServerError): string {
  const { details, message } = error.status;
  if (details === undefined) return `The request is invalid: ${message ?? ""}`;
  const named = Boolean(details.kind) || Boolean(details.name);
  const causes = distinctCauses(details.causes ?? []);
  let head = "The request is invalid";
  if (named) head = `The ${details.kind ?? ""} ${JSON.stringify(details.name ?? "")} is invalid`;
  else if (causes.length === 0) head += `: ${message ?? ""}`;
  const [first] = causes;
  if (first === undefined) return head;
  if (causes.length === 1) return `${head}: ${first}`;
  return `${head}: \n${causes.map((cause) => `* ${cause}`).join("\n")}`;
}

function distinctCauses(causes: readonly StatusCause[]): readonly string[] {
  return [...new Set(causes.map((cause) => `${cause.field ?? ""}: ${cause.message ?? ""}`))];
}

function withNewline(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
