/**
 * `apply --prune`: what was applied earlier and is in the files no longer is deleted.
 * Not simulated: ApplySets.
 */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import type { DryRun } from "../../command/dry-run.ts";
import { KubectlError } from "../../command/error.ts";
import type { FlagSpec } from "../../command/flag.ts";
import { boolFlag, textFlag } from "../../command/shared-flags.ts";
import { LAST_APPLIED } from "../../patch/last-applied.ts";
import type { ResultPrinter } from "../../resource/result.ts";

export const pruneFlags: readonly FlagSpec[] = [
  boolFlag("prune", "Delete what is applied no longer."),
  boolFlag("all", "All resources of the namespace."),
  { name: "prune-allowlist", type: "array", help: "Kinds that may be pruned." },
  textFlag("applyset", "Set of objects that are applied together."),
];

export function checkPruneFlags({ flags }: CommandContext): void {
  const selector = flags.text("selector");
  if (flags.bool("all") && selector !== "") {
    throw new KubectlError("cannot set --all and --selector at the same time");
  }
  if (!flags.bool("prune")) return;
  if (selector === "" && !flags.bool("all")) {
    throw new KubectlError(
      "all resources selected for prune without explicitly passing --all. To prune all resources, " +
        "pass the --all flag. If you did not mean to prune all resources, specify a label selector",
    );
  }
  if (flags.bool("server-side")) {
    throw new KubectlError(
      "--prune is in alpha and doesn't currently work on objects created by server-side apply",
    );
  }
}

type Kind = { readonly apiVersion: string; readonly kind: string; readonly namespaced: boolean };

const DEFAULT_KINDS: readonly Kind[] = [
  ...["ConfigMap", "Endpoints"].map((kind) => namespaced("v1", kind)),
  { apiVersion: "v1", kind: "Namespace", namespaced: false },
  namespaced("v1", "PersistentVolumeClaim"),
  { apiVersion: "v1", kind: "PersistentVolume", namespaced: false },
  ...["Pod", "ReplicationController", "Secret", "Service"].map((kind) => namespaced("v1", kind)),
  ...["Job", "CronJob"].map((kind) => namespaced("batch/v1", kind)),
  namespaced("networking.k8s.io/v1", "Ingress"),
  ...["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"].map((kind) =>
    namespaced("apps/v1", kind),
  ),
];

function namespaced(apiVersion: string, kind: string): Kind {
  return { apiVersion, kind, namespaced: true };
}

const DEPRECATION =
  "prune.go:71] Deprecated: kubectl apply will no longer prune non-namespaced resources by default " +
  "when used with the --namespace flag in a future release. To preserve the current behaviour, list " +
  "the resources you want to target explicitly in the --prune-allowlist flag.";

export class Pruner {
  readonly #context: CommandContext;
  readonly #kinds: readonly Kind[];
  readonly #uids = new Set<string>();
  readonly #namespaces = new Set<string>();

  constructor(context: CommandContext) {
    this.#context = context;
    const listed = context.flags.list("prune-allowlist").map((text) => kindOf(context, text));
    this.#kinds = listed.length > 0 ? listed : DEFAULT_KINDS;
  }

  /** What is applied now stays. */
  visit({ metadata }: KubeObject): void {
    if (metadata.uid !== undefined) this.#uids.add(metadata.uid);
    if (metadata.namespace !== undefined) this.#namespaces.add(metadata.namespace);
  }

  prune(dryRun: DryRun, print: ResultPrinter): void {
    if (this.#kinds === DEFAULT_KINDS) {
      const time = new Date(this.#context.client.nowMs).toISOString();
      const stamp = `W${time.slice(5, 10).replace("-", "")} ${time.slice(11, 23)}000`;
      this.#context.errorLine(`${stamp}       1 ${DEPRECATION}`);
    }
    for (const namespace of this.#namespaces) {
      for (const kind of this.#kinds.filter((one) => one.namespaced)) {
        this.#pruneKind(kind, namespace, dryRun, print);
      }
    }
    for (const kind of this.#kinds.filter((one) => !one.namespaced)) {
      this.#pruneKind(kind, undefined, dryRun, print);
    }
  }

  #pruneKind(
    { apiVersion, kind }: Kind,
    namespace: string | undefined,
    dryRun: DryRun,
    print: ResultPrinter,
  ): void {
    const { api, mapper, flags } = this.#context;
    const row = mapper.ofKind(apiVersion, kind);
    if (row === undefined) return;
    const labelSelector = flags.text("selector");
    const options = labelSelector === "" ? {} : { labelSelector };
    for (const object of api.list(row, namespace, options).items) {
      const { name, uid, annotations } = object.metadata;
      if (annotations?.[LAST_APPLIED] === undefined || this.#uids.has(String(uid))) continue;
      if (dryRun !== "client") {
        const dry = dryRun === "server" ? { dryRun: true } : {};
        api.delete({ row, namespace, name }, { propagationPolicy: "Background", ...dry });
      }
      print(object, "pruned");
    }
  }
}

/** `core/v1/ConfigMap` */
function kindOf({ mapper }: CommandContext, text: string): Kind {
  const [group = "", version = "", kind = "", ...rest] = text.split("/");
  if (kind === "" || rest.length > 0) {
    throw new KubectlError(
      `invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`,
    );
  }
  const apiVersion = group === "core" || group === "" ? version : `${group}/${version}`;
  const row = mapper.ofKind(apiVersion, kind);
  if (row === undefined) {
    throw new KubectlError(`no matches for kind "${kind}" in version "${apiVersion}"`);
  }
  return { apiVersion, kind, namespaced: row.namespaced };
}
