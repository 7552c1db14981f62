/** One running command: its words, its flags, its namespace, and where it prints. */
import type { Client } from "#lib/simulator";
import { Api } from "../resource/api.ts";
import { Mapper } from "../resource/mapper.ts";
import { KubectlError } from "./error.ts";
import type { Flags, ParsedLine } from "./flag.ts";
import type { KubectlIo } from "./io.ts";

export class CommandContext {
  readonly io: KubectlIo;
  /** `kubectl create deployment`, as errors name it. */
  readonly path: string;
  readonly flags: Flags;
  readonly args: readonly string[];
  readonly dashAt: number;
  readonly client: Client;
  readonly api: Api;
  readonly mapper: Mapper;
  readonly namespace: string;
  /** Whether `--namespace` was given, so that manifests must agree with it. */
  readonly namespaceGiven: boolean;
  #stdout = "";
  #stderr = "";

  /** The command's help, for errors that come with it. */
  readonly help: () => string;

  constructor(io: KubectlIo, path: string, line: ParsedLine, help: () => string) {
    this.io = io;
    this.help = help;
    this.path = path;
    this.flags = line.flags;
    this.args = line.args;
    this.dashAt = line.dashAt;
    this.client = connected(clientFor(io, line.flags), io.client.connectionFault);
    this.mapper = new Mapper(this.client, (text) => this.warn(text));
    // Of the server's warnings each is told once.
    const told = new Set<string>();
    this.api = new Api(this.client, (text) => {
      if (!told.has(text)) this.warn(text);
      told.add(text);
    });
    const context = kubeContext(io, line.flags);
    const { currentName } = io.kubeconfig;
    if (context === undefined && currentName !== "" && !path.startsWith("kubectl config")) {
      throw missingContext(currentName);
    }
    this.namespaceGiven = line.flags.has("namespace") && line.flags.text("namespace") !== "";
    const named = this.namespaceGiven ? line.flags.text("namespace") : (context?.namespace ?? "");
    this.namespace = named === "" ? "default" : named;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  print(text: string): void {
    this.#stdout += text;
  }

  line(text: string): void {
    this.#stdout += `${text}\n`;
  }

  errorLine(text: string): void {
    this.#stderr += `${text}\n`;
  }

  warn(text: string): void {
    this.#stderr += `Warning: ${text}\n`;
  }
}

function kubeContext(io: KubectlIo, flags: Flags) {
  const name = flags.text("context");
  if (name === "") return io.kubeconfig.current;
  const context = io.kubeconfig.find(name);
  if (context === undefined) throw missingContext(name);
  return context;
}

function missingContext(name: string): KubectlError {
  const why = `context was not found for specified context: ${name}`;
  return new KubectlError(`Error in configuration: ${why}`, { bare: true });
}

/** Without a connection every request ends the command; what asks nothing goes on. */
function connected(client: Client, fault: string | undefined): Client {
  if (fault === undefined) return client;
  const fail = () => {
    throw new KubectlError(fault, { bare: true });
  };
  return { nowMs: client.nowMs, request: fail, resources: fail, runUntil: fail };
}

function clientFor(io: KubectlIo, flags: Flags): Client {
  const user = flags.text("as");
  const others = flags.list("as-group").length > 0 || flags.text("as-uid") !== "";
  if (user === "" && !others) return io.client;
  if (user === "") {
    const own = kubeContext(io, flags)?.user ?? "";
    throw new KubectlError(
      `requesting uid, groups or user-extra for ${own} without impersonating a user`,
    );
  }
  if (io.impersonate === undefined) {
    throw new KubectlError("impersonation is not available in this cluster");
  }
  return io.impersonate(user, flags.list("as-group"));
}
