/** `debug POD --copy-to`: the pod again, with another image or command, or one more container. */
import { isJsonObject, type JsonObject } from "#lib/manifest";
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import type { Flags } from "../../command/flag.ts";
import { containerNames } from "./ephemeral.ts";
import { debugContainerName } from "./name.ts";
import { containerFields, type DebugOptions } from "./option.ts";
import { withProfile } from "./profile.ts";

export function debugByCopy(
  context: CommandContext,
  pod: KubeObject,
  options: DebugOptions,
): { readonly pod: KubeObject; readonly container: string } {
  const { flags, api, mapper } = context;
  const row = mapper.resolve("pods");
  const { namespace, name } = pod.metadata;
  const copy = copyOf(context, pod, options);
  if (flags.bool("replace")) {
    api.delete({ row, namespace, name }, { gracePeriodSeconds: 0 });
    context.client.runUntil(() => api.find({ row, namespace, name }) === undefined, 60_000);
  }
  const created = api.create(row, namespace, copy.object, { fieldManager: "kubectl-debug" });
  return { pod: created, container: copy.container };
}

function copyOf(context: CommandContext, pod: KubeObject, options: DebugOptions) {
  const { flags } = context;
  const { ephemeralContainers: _ephemeral, nodeName, ...spec } = pod.spec as JsonObject;
  const legacy = options.profile === "legacy";
  const { metadata } = pod;
  const keeps = (flag: string) => legacy || flags.bool(flag);
  const { containers, container } = containersOf(context, pod, spec, options);
  const share = flags.has("share-processes") ? flags.bool("share-processes") : !legacy;
  const object: JsonObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: flags.text("copy-to"),
      ...(metadata.annotations !== undefined && keeps("keep-annotations")
        ? { annotations: metadata.annotations }
        : {}),
      ...(metadata.labels !== undefined && keeps("keep-labels") ? { labels: metadata.labels } : {}),
    },
    spec: {
      ...spec,
      ...(flags.bool("keep-init-containers") || legacy ? {} : { initContainers: [] }),
      ...(flags.bool("same-node") && nodeName !== undefined ? { nodeName } : {}),
      ...(share || flags.has("share-processes") ? { shareProcessNamespace: share } : {}),
      containers: legacy ? containers : containers.map((one) => withoutProbes(one, flags)),
    },
  };
  return { object, container };
}

function containersOf(
  context: CommandContext,
  pod: KubeObject,
  spec: JsonObject,
  options: DebugOptions,
): { readonly containers: JsonObject[]; readonly container: string } {
  const images = imagesOf(context.flags.list("set-image"));
  const old = (Array.isArray(spec.containers) ? spec.containers : []).filter(isJsonObject);
  const containers = old.map((one) => {
    const image = images.get(String(one.name)) ?? images.get("*");
    return image === undefined ? one : { ...one, image };
  });
  const given = context.flags.text("container");
  const index = containers.findIndex(({ name }) => name === given);
  const fields = containerFields(context, options);
  if (index >= 0) {
    const { args: _args, ...rest } = containers[index] ?? {};
    const own = options.command.length > 0 ? rest : (containers[index] ?? {});
    containers[index] = withProfile({ ...own, ...fields }, options.profile, "pod");
    return { containers, container: given };
  }
  if (context.flags.text("image") === "") {
    if (images.size > 0) return { containers, container: "" };
    throw new KubectlError("you must specify image when creating new container");
  }
  const name = debugContainerName(context, pod, containerNames(pod));
  const draft = { name, ...fields, terminationMessagePolicy: "FallbackToLogsOnError" };
  return {
    containers: [...containers, withProfile(draft, options.profile, "pod")],
    container: name,
  };
}

function imagesOf(specs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    specs.map((spec) => {
      const equals = spec.indexOf("=");
      if (equals < 0) throw new KubectlError(`invalid --set-image value: ${spec}`);
      return [spec.slice(0, equals), spec.slice(equals + 1)] as const;
    }),
  );
}

const PROBES = [
  ["livenessProbe", "keep-liveness"],
  ["readinessProbe", "keep-readiness"],
  ["startupProbe", "keep-startup"],
] as const;

function withoutProbes(container: JsonObject, flags: Flags): JsonObject {
  const dropped = PROBES.filter(([, flag]) => !flags.bool(flag)).map(([field]) => field as string);
  return Object.fromEntries(Object.entries(container).filter(([name]) => !dropped.includes(name)));
}
