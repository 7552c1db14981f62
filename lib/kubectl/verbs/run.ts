/** `kubectl run`: one pod from an image, and what it printed when attached. */
import { isJsonObject, type JsonObject, readManifest } from "#lib/manifest";
import { decodeFault, type KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, writeOptions } from "../command/dry-run.ts";
import { KubectlError, usageError } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  durationFlag,
  FIELD_MANAGER_FLAG,
  intFlag,
  OUTPUT_FLAGS,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { resultPrinter } from "../resource/result.ts";
import { followPod } from "./run/attach.ts";
import { applyOverrides } from "./run/overrides.ts";

export const runVerb: Verb = {
  name: "run",
  summary: "Run a particular image on the cluster",
  usage:
    'NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [-- COMMAND]',
  flags: [
    ...OUTPUT_FLAGS,
    DRY_RUN_FLAG,
    FIELD_MANAGER_FLAG,
    textFlag("image", "The image to run."),
    textFlag("image-pull-policy", "Always, IfNotPresent or Never."),
    textFlag("labels", "Comma separated labels of the pod.", { short: "l" }),
    textFlag("restart", "Always, OnFailure or Never.", { default: "Always" }),
    textFlag("port", "Port that the container exposes."),
    textFlag("overrides", "JSON that is merged into the pod."),
    textFlag("override-type", "json, merge or strategic.", { default: "merge" }),
    { name: "env", type: "array", help: "KEY=VALUE; may be repeated." },
    { name: "annotations", type: "array", help: "KEY=VALUE; may be repeated." },
    boolFlag("attach", "Wait for the pod and show what it prints."),
    boolFlag("command", "The words are the command, not its arguments."),
    boolFlag("expose", "Create a service as well."),
    boolFlag("leave-stdin-open", "Keep standard input open."),
    boolFlag("privileged", "Run in privileged mode."),
    boolFlag("quiet", "Print no messages.", { short: "q" }),
    boolFlag("rm", "Delete the pod when it has ended."),
    boolFlag("save-config", "Remember the object for a later apply."),
    boolFlag("stdin", "Keep standard input open.", { short: "i" }),
    boolFlag("tty", "Allocate a terminal.", { short: "t" }),
    intFlag("grace-period", "Seconds to end gracefully.", { default: "-1" }),
    boolFlag("force", "Delete at once."),
    boolFlag("wait", "Wait for deletion."),
    durationFlag("timeout", "How long to wait for deletion.", { default: "0s" }),
    durationFlag("pod-running-timeout", "How long to wait for the pod.", { default: "1m0s" }),
  ],
  required: ["image"],
  run: runRun,
};

const IMAGE =
  /^(?:(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

function runRun(context: CommandContext): void {
  const { flags, args, path } = context;
  const [name, ...words] = args;
  if (name === undefined || context.dashAt === 0) {
    throw usageError("NAME is required for run", path);
  }
  if (flags.text("image") === "") throw new KubectlError("--image is required");
  if (!IMAGE.test(flags.text("image"))) {
    throw new KubectlError(
      `Invalid image name ${JSON.stringify(flags.text("image"))}: invalid reference format`,
    );
  }
  const attach = checkFlags(context);
  const pod = applyOverrides(podOf(context, name, words), flags.text("overrides"), readPatch);
  const fault = flags.text("overrides") === "" ? undefined : decodeFault("Pod", pod);
  if (fault !== undefined) throw new KubectlError(fault);
  const dryRun = dryRunOf(flags);
  const print = resultPrinter(context, dryRun, { typed: true });
  const created = create(context, "Pod", pod);
  const service = flags.bool("expose") ? serviceOf(context, name, pod) : undefined;
  if (attach) {
    followPod(context, name);
    return;
  }
  if (service !== undefined) {
    print(create(context, "Service", service), "created");
    if (flags.text("output") === "yaml") context.line("---");
  }
  print(created, "created");
}

/** Whether the command stays with the pod. */
function checkFlags({ flags, path }: CommandContext): boolean {
  const [stdin, tty] = [flags.bool("stdin"), flags.bool("tty")];
  const attach = flags.has("attach") ? flags.bool("attach") : stdin || tty;
  if (tty && !stdin) {
    throw usageError("-i/--stdin is required for containers with -t/--tty=true", path);
  }
  if (flags.bool("expose") && flags.text("port") === "") {
    throw usageError("--port must be set when exposing a service", path);
  }
  const restart = flags.text("restart");
  if (!["Always", "OnFailure", "Never"].includes(restart)) {
    throw usageError(`invalid restart policy: ${restart}`, path);
  }
  if (flags.bool("rm") && !attach) {
    throw usageError("--rm should only be used for attached containers", path);
  }
  if (attach && dryRunOf(flags) !== "none") {
    throw usageError(
      "--dry-run=[server|client] can't be used with attached containers options " +
        "(--attach, --stdin, or --tty)",
      path,
    );
  }
  const policy = flags.text("image-pull-policy");
  if (!["", "Always", "IfNotPresent", "Never"].includes(policy)) {
    throw usageError(`invalid image pull policy: ${policy}`, path);
  }
  dryRunOf(flags);
  return attach;
}

function podOf(context: CommandContext, name: string, words: readonly string[]): JsonObject {
  const { flags } = context;
  const labels =
    flags.text("labels") === "" ? { run: name } : pairs(flags.text("labels").split(","), "label");
  const annotations = pairs(flags.list("annotations"), "annotation");
  const env = flags.list("env").map(readEnv);
  const policy = flags.text("image-pull-policy");
  const port = flags.text("port");
  const container = {
    name,
    image: flags.text("image"),
    ...(words.length > 0 ? { [flags.bool("command") ? "command" : "args"]: [...words] } : {}),
    ...(port === "" ? {} : { ports: [{ containerPort: portNumber(port) }] }),
    ...(env.length === 0 ? {} : { env }),
    resources: {},
    ...(policy === "" ? {} : { imagePullPolicy: policy }),
    ...(flags.bool("privileged") ? { securityContext: { privileged: true } } : {}),
    ...(flags.bool("stdin") ? { stdin: true } : {}),
    ...(flags.bool("stdin") && !flags.bool("leave-stdin-open") ? { stdinOnce: true } : {}),
    ...(flags.bool("tty") ? { tty: true } : {}),
  };
  return {
    kind: "Pod",
    apiVersion: "v1",
    metadata: {
      name,
      ...(context.namespaceGiven ? { namespace: context.namespace } : {}),
      labels,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec: { containers: [container], restartPolicy: restartOf(context), dnsPolicy: "ClusterFirst" },
    status: {},
  };
}

function restartOf({ flags }: CommandContext): string {
  return flags.text("restart");
}

function pairs(specs: readonly string[], what: string): JsonObject {
  return Object.fromEntries(
    specs.map((spec) => {
      const equals = spec.indexOf("=");
      if (equals <= 0) throw new KubectlError(`unexpected ${what} spec: ${spec}`);
      return [spec.slice(0, equals), spec.slice(equals + 1)] as const;
    }),
  );
}

function readEnv(spec: string): JsonObject {
  const equals = spec.indexOf("=");
  if (equals <= 0) throw new KubectlError(`invalid env: ${spec}`);
  return { name: spec.slice(0, equals), value: spec.slice(equals + 1) };
}

function portNumber(text: string): number {
  if (!/^[-+]?\d+$/.test(text)) {
    throw new KubectlError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  return Number(text);
}

function readPatch(text: string): JsonObject {
  const [document] = readManifest(text).documents;
  if (document === undefined || !isJsonObject(document.object)) {
    throw new KubectlError("Invalid JSON Patch");
  }
  return document.object;
}

function serviceOf(context: CommandContext, name: string, pod: JsonObject): JsonObject {
  const port = portNumber(context.flags.text("port"));
  const labels = isJsonObject(pod.metadata) ? (pod.metadata.labels ?? {}) : {};
  return {
    kind: "Service",
    apiVersion: "v1",
    metadata: { name },
    spec: { ports: [{ protocol: "TCP", port, targetPort: port }], selector: labels },
    status: { loadBalancer: {} },
  };
}

function create(context: CommandContext, kind: string, object: JsonObject): KubeObject {
  const typed = object as unknown as KubeObject;
  if (dryRunOf(context.flags) === "client") return typed;
  const row = context.mapper.ofKind("v1", kind);
  if (row === undefined) throw new KubectlError(`no matches for kind "${kind}" in version "v1"`);
  return context.api.create(row, context.namespace, typed, writeOptions(context, "kubectl-run"));
}
