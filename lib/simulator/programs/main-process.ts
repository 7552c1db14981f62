/**
 * A container's main process: what it does from its start to its end, what it does on SIGTERM,
 * and on which ports it listens meanwhile. A process without a handler ignores SIGTERM, being the
 * first of its container. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */

import { imageFact } from "./image-fact.ts";
import { portsOf } from "./listening.ts";
import type { Machine, Output, Process } from "./machine.ts";
import { baseName, isShell, SERVERS } from "./program-table.ts";
import { refusalOf } from "./refusal.ts";
import { runFirstProgram } from "./run-program.ts";
import { FOREVER, type Running, runTask, type Task } from "./task.ts";

const REFUSES_AFTER_MS = 300;
const MI = 2 ** 20;
const NGINX_READY = "/docker-entrypoint.sh: Configuration complete; ready for start up";

export type MainProcessOptions = {
  readonly machine: Machine;
  readonly argv: readonly string[];
  readonly stdout: Output;
  readonly stderr: Output;
  readonly onExit: (code: number) => void;
  /** Whether another container of the pod listens on a port already. */
  readonly isTaken: (port: number) => boolean;
  /** How long a program that obeys SIGTERM takes to end. */
  readonly stopMs: () => number;
};

export class MainProcess {
  readonly #options: MainProcessOptions;
  readonly #startedMs: number;
  #running: Running | undefined;
  #ended = false;
  #terminating = false;

  constructor(options: MainProcessOptions) {
    this.#options = options;
    this.#startedMs = options.machine.engine.nowMs;
  }

  start(): void {
    const { machine, argv, stdout, stderr } = this.#options;
    const { env, workingDir: cwd } = machine;
    const process: Process = {
      machine,
      env: new Map(env),
      cwd,
      stdin: { rest: undefined },
      stdout,
      stderr,
      repeats: false,
    };
    const task = machine.isOwnCommand ? this.#runOwn(process) : runFirstProgram(argv, process);
    const running = runTask(machine.engine, "container", task, (code) => this.#end(code));
    if (this.#ended) running.stop();
    else this.#running = running;
  }

  /** SIGTERM. */
  terminate(): void {
    if (this.#ended || this.#terminating) return;
    const { machine, stopMs } = this.#options;
    const { program } = machine.image;
    const code = this.#codeOnTerm();
    if (code !== undefined) {
      this.#terminating = true;
      const delayMs = (machine.isOwnCommand ? program?.slowStopMs : undefined) ?? stopMs();
      machine.engine.after(delayMs, "container", () => this.#end(code));
    } else machine.life.onTerm?.();
  }

  /** SIGKILL, or the end of the sandbox. */
  kill(): void {
    this.#end(137);
  }

  listensOn(port: number): boolean {
    const { machine } = this.#options;
    // A server that obeys SIGTERM takes no more connections while it ends.
    if (this.#ended || this.#terminating) return false;
    const readyAfterMs = machine.image.program?.readyAfterMs ?? 0;
    if (machine.engine.nowMs - this.#startedMs < readyAfterMs) return false;
    return portsOf(machine.image, machine.life.program, machine.isOwnCommand).includes(port);
  }

  /** It listens, and answers nobody any more. */
  get isHanging(): boolean {
    const { engine, image } = this.#options.machine;
    const hangsAfterMs = image.program?.hangsAfterMs ?? Number.POSITIVE_INFINITY;
    return engine.nowMs - this.#startedMs >= hangsAfterMs;
  }

  #end(code: number): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#running?.stop();
    for (const job of this.#options.machine.life.jobs) job.stop();
    this.#options.onExit(code);
  }

  // Undefined when the process has no handler of that kind.
  #codeOnTerm(): number | undefined {
    const { machine } = this.#options;
    const [program = ""] = machine.life.program;
    if (machine.isOwnCommand) {
      if (machine.image.program !== undefined) {
        return machine.image.program.ignoresTerm === true ? undefined : 0;
      }
      return obeying(machine.image.entry.codeOnTerm ?? 0);
    }
    if (isShell(program)) return this.#codeOfShell();
    return obeying(SERVERS.get(baseName(program)) ?? 137);
  }

  #codeOfShell(): number | undefined {
    const { machine } = this.#options;
    const script = machine.life.program.length < 3 ? "" : (machine.life.program.at(-1) ?? "");
    if (machine.runtime.endsAtTraps && script.includes("trap ") && /TERM| 15/.test(script))
      return 0;
    return undefined;
  }

  *#runOwn(process: Process): Task<number> {
    const { machine } = process;
    const declared = machine.image.program;
    if (declared !== undefined) return yield* this.#runDeclared(process);
    const refusal = refusalOf(machine);
    if (refusal !== undefined) {
      yield { ms: REFUSES_AFTER_MS };
      process.stderr(`${refusal.message}\n`);
      return refusal.code;
    }
    const clash = this.#clash();
    if (clash !== undefined) {
      yield { ms: REFUSES_AFTER_MS };
      process.stderr(`${clash}\n`);
      return 1;
    }
    this.#tellStart(process);
    if (machine.image.entry.serves?.endsWith("stress") === true) {
      return yield* runFirstProgram(["stress", ...machine.life.program.slice(1)], process);
    }
    yield FOREVER;
    return 0;
  }

  /** The containers of a pod share its ports: whoever comes second cannot have one. */
  #clash(): string | undefined {
    const { isTaken, machine } = this.#options;
    if (!machine.runtime.knowsServers) return undefined;
    const { image, isOwnCommand, life } = machine;
    const taken = portsOf(image, life.program, isOwnCommand).find(isTaken);
    return taken === undefined ? undefined : bindFailure(life.program[0] ?? "", taken);
  }

  #tellStart({ machine, stdout }: Process): void {
    const isNginx = baseName(machine.life.program[0] ?? "") === "nginx";
    const { starts = isNginx ? [NGINX_READY] : [] } = machine.runtime.knowsServers
      ? imageFact(machine.image.repository)
      : {};
    for (const line of starts) stdout(`${line}\n`);
    this.#hold();
  }

  // What a server holds when it does nothing.
  #hold(): void {
    const { image, memory, runtime, engine } = this.#options.machine;
    const { memoryMi = 0 } = runtime.knowsServers ? imageFact(image.repository) : {};
    if (memoryMi > 0) memory.follow({ startBytes: memoryMi * MI }, engine.nowMs);
  }

  *#runDeclared({ machine, stdout, stderr }: Process): Task<number> {
    const {
      needsEnv = [],
      needsFile = [],
      logs = [],
      crashesAfterMs,
      exitCode = 1,
      memory,
    } = machine.image.program ?? {};
    for (const line of logs) stdout(`${line}\n`);
    const lacksEnv = needsEnv.find((name) => (machine.env.get(name) ?? "") === "");
    if (lacksEnv !== undefined) {
      stderr(`Error: environment variable ${lacksEnv} is not set\n`);
      return 1;
    }
    const lacksFile = needsFile.find((path) => !machine.files.exists(path));
    if (lacksFile !== undefined) {
      stderr(`Error: ${lacksFile}: no such file or directory\n`);
      return 1;
    }
    const clash = this.#clash();
    if (clash !== undefined) {
      stderr(`${clash}\n`);
      return 1;
    }
    if (memory !== undefined) machine.memory.follow(memory, machine.engine.nowMs);
    if (crashesAfterMs === undefined) yield FOREVER;
    else if (crashesAfterMs > 0) yield { ms: crashesAfterMs };
    return exitCode;
  }
}

function bindFailure(program: string, port: number): string {
  if (baseName(program) !== "nginx") return `listen tcp :${port}: bind: address already in use`;
  const failed = `nginx: [emerg] bind() to 0.0.0.0:${port} failed (98: Address already in use)`;
  return `${failed}\nnginx: [emerg] still could not bind()`;
}

function obeying(code: number): number | undefined {
  return code === 137 ? undefined : code;
}
