/**
 * The program `simulate`: words in, text and exit status out. The same seed and files give the
 * same bytes.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { createKubeconfig, runKubectl } from "#lib/kubectl";
import { type ManifestDocument, readManifest } from "#lib/manifest";
import {
  type ApiResponse,
  type Client,
  type Cluster,
  createCluster,
  type KubeObject,
  type LogEntry,
  type ResourceRow,
  type Status,
  serialiseLog,
  VERDICT_SETTLE,
} from "#lib/simulator";
import { readDurationMs } from "../conformance/case-file.ts";
import type { ProgramResult } from "../conformance/program.ts";
import { wholeNumber } from "../option.ts";
import { randomReport } from "./random-report.ts";

const SEEDS_MAX = 100_000;

const USAGE = `Puts manifests into a simulated cluster and tells what becomes of them. Without a manifest,
does what the seed decides to a cluster, and tells which invariants held.

  npm run -s simulate -- [--seed N] FILE.yaml… [--until 10m] [--log] [--json]
  npm run -s simulate -- [--seed N] [--seeds N] [--json]

--seed   draws the names, addresses and latencies (default 1)
--seeds  how many random runs, from --seed on (default 1)
--until  lets this much virtual time pass; without it, time passes until nothing changes any more
--log    prints the event log instead of the final state
--json   prints one JSON document
-        as a file is standard input

Example: npm run -s simulate -- --seed 7 --until 5m web.yaml
`;

type Options = {
  readonly seed: number;
  readonly seeds: number;
  readonly files: readonly string[];
  readonly untilMs: number | undefined;
  readonly log: boolean;
  readonly json: boolean;
};

/** Kinds that are told by the log and only fill the final state. */
const UNTOLD: ReadonlySet<string> = new Set(["Event", "Lease", "ControllerRevision"]);

export function simulate(words: readonly string[]): ProgramResult {
  const options = readOptions(words);
  if (options === "help") return { exitCode: 0, stdout: USAGE, stderr: "" };
  if (typeof options === "string") {
    return { exitCode: 2, stdout: "", stderr: `${options}\n\n${USAGE}` };
  }
  if (options.files.length === 0) return randomReport(options.seed, options.seeds, options.json);
  const cluster = createCluster({ flavour: "learner", seed: options.seed });
  cluster.settle();
  const run: Run = { cluster, options, began: cluster.log.length, beganMs: cluster.nowMs };
  const problems = options.files.flatMap((file) => applyFile(cluster.client(), file));
  if (problems.length > 0) return { exitCode: 1, stdout: "", stderr: `${problems.join("\n")}\n` };
  const settled =
    options.untilMs === undefined ? cluster.settle(VERDICT_SETTLE).settled : undefined;
  if (options.untilMs !== undefined) cluster.advance(options.untilMs);
  return { exitCode: 0, stdout: `${told(run, settled)}\n`, stderr: "" };
}

type Run = {
  readonly cluster: Cluster;
  readonly options: Options;
  /** Length of the log, and the time, when the files were applied. */
  readonly began: number;
  readonly beganMs: number;
};

function told(run: Run, settled: boolean | undefined): string {
  const { cluster, options, began, beganMs } = run;
  const log = cluster.log.slice(began);
  if (options.json) return JSON.stringify(document(cluster, options, log, beganMs, settled));
  if (options.log) return log.map((entry) => logLine(entry, beganMs)).join("\n");
  return finalState(cluster, log, beganMs, settled);
}

function readOptions(words: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        seed: { type: "string", default: "1" },
        seeds: { type: "string", default: "1" },
        until: { type: "string" },
        log: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const seed = wholeNumber("seed", values.seed);
    const seeds = wholeNumber("seeds", values.seeds, 1, SEEDS_MAX);
    const untilMs = values.until === undefined ? undefined : readDurationMs(values.until);
    return { seed, seeds, files: positionals, untilMs, log: values.log, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Every refusal as `file:line:column: message`. */
function applyFile(client: Client, file: string): readonly string[] {
  let text: string;
  try {
    const path = file === "-" ? 0 : resolve(process.env.INIT_CWD ?? process.cwd(), file);
    text = readFileSync(path, "utf8");
  } catch (error) {
    return [`${file}: ${error instanceof Error ? error.message : String(error)}`];
  }
  const { documents, diagnostics } = readManifest(text, { path: file });
  if (diagnostics.length > 0) {
    return diagnostics.map((one) => `${file}:${one.line}:${one.column}: ${one.message}`);
  }
  return documents.flatMap((one) => applyDocument(client, file, one));
}

function applyDocument(
  client: Client,
  file: string,
  manifest: ManifestDocument,
): readonly string[] {
  const at = (path: string, message: string): string => {
    const { line, column } = manifest.rangeOf(path);
    return `${file}:${line}:${column}: ${message}`;
  };
  const { apiVersion, kind, metadata } = manifest.object as Partial<KubeObject>;
  const row = client.resources().find((one) => one.kind === kind && versionOf(one) === apiVersion);
  if (row === undefined) {
    return [at("kind", `no matches for kind "${kind}" in version "${apiVersion}"`)];
  }
  const { body } = client.request({
    verb: "create",
    group: row.group,
    version: row.version,
    resource: row.resource,
    ...(row.namespaced ? { namespace: metadata?.namespace ?? "default" } : {}),
    body: manifest.object,
    options: { fieldManager: "simulate", fieldValidation: "Strict" },
  });
  if (!isFailure(body)) return [];
  const causes = (body.details?.causes ?? []).filter((cause) => cause.field !== undefined);
  if (causes.length === 0) return [at("metadata.name", body.message ?? "refused")];
  return causes.map((cause) => at(cause.field ?? "", `${cause.field}: ${cause.message}`));
}

const versionOf = ({ group, version }: ResourceRow): string =>
  group === "" ? version : `${group}/${version}`;

const isFailure = (body: ApiResponse["body"]): body is Status =>
  body.kind === "Status" && "status" in body && body.status === "Failure";

/** The objects that came into being since the files were applied and still are. */
function newObjects(cluster: Cluster, log: readonly LogEntry[]): readonly KubeObject[] {
  const made = log.filter((entry) => entry.verb === "create" && !UNTOLD.has(entry.kind ?? ""));
  return made.flatMap(({ kind, key }) => {
    const object = kind === undefined || key === undefined ? undefined : cluster.find(kind, key);
    return object ?? [];
  });
}

function finalState(
  cluster: Cluster,
  log: readonly LogEntry[],
  beganMs: number,
  settled: boolean | undefined,
): string {
  const kinds = new Set(newObjects(cluster, log).map((object) => object.kind));
  const client = cluster.client();
  const rows = client.resources().filter((row) => kinds.has(row.kind));
  const names = [...new Set(rows.map((row) => `${row.resource}.${row.group}`.replace(/\.$/, "")))];
  const io = { client, kubeconfig: createKubeconfig() };
  const files = { readFile: () => undefined, listFiles: () => undefined };
  const tables = names.map(
    (name) => runKubectl(["get", name, "--all-namespaces"], { ...io, ...files }).stdout,
  );
  const verdict = settled === false ? "not settled" : settled === true ? "settled" : "stopped";
  return [...tables, `${verdict} after ${(cluster.nowMs - beganMs) / 1000} s`].join("\n");
}

function logLine(entry: LogEntry, beganMs: number): string {
  const { id, atMs, component, verb, kind, key, detail, cause } = entry;
  const what = [kind, key, detail].filter((part) => part !== undefined).join(" ");
  const because = cause === 0 ? "" : ` because of ${cause}`;
  const seconds = ((atMs - beganMs) / 1000).toFixed(3).padStart(9);
  return `${seconds} ${id} ${component} ${verb} ${what}${because}`;
}

function document(
  cluster: Cluster,
  { seed, log: wantsLog }: Options,
  log: readonly LogEntry[],
  beganMs: number,
  settled: boolean | undefined,
): unknown {
  const head = {
    seed,
    ...(settled === undefined ? {} : { settled }),
    ms: cluster.nowMs - beganMs,
    events: log.length,
    logHash: cluster.logHash(),
  };
  if (!wantsLog) return { ...head, objects: newObjects(cluster, log) };
  const lines = serialiseLog(log).split("\n");
  return { ...head, log: lines.filter((line) => line !== "").map((line) => JSON.parse(line)) };
}
