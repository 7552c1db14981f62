/** What the processes of one container see: files, environment, network, time, who they are. */
import type { Engine } from "../engine/engine.ts";
import type { ContainerFiles } from "../storage/index.ts";
import type { Image } from "./image-registry.ts";
import type { MemoryUse } from "./memory-use.ts";
import type { RuntimeProfile } from "./runtime-profile.ts";
import type { Running, Task } from "./task.ts";

export type Output = (text: string) => void;

export type User = {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
};

/** How a request of a program ended. */
export type Reply = {
  readonly ok: boolean;
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address that was connected to. */
  readonly ip?: string;
  /** `no such host`, `connection refused`, `i/o timeout`, `certificate` … */
  readonly failure?: string;
  /** It failed at the name. */
  readonly isName?: boolean;
  /** How long it took until the answer or the failure. */
  readonly tookMs: number;
};

/** What is sent along with a request. */
export type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Certificates are not looked at. */
  readonly insecure?: boolean;
};

export type NameRecord = {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly data: string;
};

export type NameReply =
  | { readonly code: "NOERROR" | "NXDOMAIN"; readonly answers: readonly NameRecord[] }
  | "i/o timeout";

export type NameType = "A" | "AAAA" | "CNAME" | "NS" | "PTR" | "SOA" | "SRV" | "TXT";

export type ProgramNetwork = {
  /** There is no name service and no proxy, and clients that use names succeed without a word. */
  readonly answersAnyName: boolean;
  /** The name server and the search path, as resolv.conf tells them. */
  readonly dnsServer: string;
  readonly searches: readonly string[];
  readonly http: (url: string, timeoutMs: number, sent?: Sent) => Reply;
  readonly connect: (
    protocol: "tcp" | "udp",
    host: string,
    port: number,
    timeoutMs: number,
  ) => Reply;
  /** Addresses of a name, searched as the pod's resolver does; undefined when there are none. */
  readonly resolve: (
    name: string,
  ) => { readonly name: string; readonly ips: readonly string[] } | undefined;
  /** One question to a name server, without any search. */
  readonly query: (name: string, type: NameType, server?: string) => NameReply;
};

export type Machine = {
  readonly engine: Engine;
  readonly image: Image;
  /** The main process is what the image runs by itself. */
  readonly isOwnCommand: boolean;
  readonly files: ContainerFiles;
  readonly env: ReadonlyMap<string, string>;
  readonly workingDir: string;
  readonly hostname: string;
  readonly podIp: string;
  readonly user: User;
  /** What its processes hold. */
  readonly memory: MemoryUse;
  readonly network: ProgramNetwork;
  readonly runtime: RuntimeProfile;
  /** SIGTERM for the main process, from inside. */
  readonly terminate: () => void;
  /** Runs a program of the image: 127 for one that it does not have. */
  readonly run: (argv: readonly string[], process: Process) => Task<number>;
  readonly life: Life;
};

/** What changes while the container runs. */
export type Life = {
  /** The main process's command line; `exec` replaces it. */
  program: readonly string[];
  /** What the main process does on SIGTERM when it has a handler of its own. */
  onTerm: (() => void) | undefined;
  /** Background jobs: they end with the container. */
  readonly jobs: Running[];
  readonly pace: { atMs: number; count: number; pauseMs: number };
};

/** Text still to be read from standard input; undefined when there is none. */
export type Input = { rest: string | undefined };

/** A process: the machine and its own surroundings. */
export type Process = {
  readonly machine: Machine;
  readonly env: Map<string, string>;
  cwd: string;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** It runs in a second or later round of a loop: its waiting promises no change. */
  readonly repeats: boolean;
};

/** A program: does its work, at once or as a task, and gives its exit code. */
export type Command = (args: readonly string[], process: Process) => number | Task<number>;
