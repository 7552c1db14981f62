/** `debug node/NAME`: a pod on the node, in its namespaces, with its file system below /host. */
import type { JsonObject } from "#lib/manifest";
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { nameEnd } from "./name.ts";
import { containerFields, type DebugOptions, type Profile } from "./option.ts";
import { withProfile } from "./profile.ts";

const HOST_NAMESPACES: ReadonlySet<Profile> = new Set([
  "legacy",
  "general",
  "netadmin",
  "sysadmin",
]);
const HOST_ROOT: ReadonlySet<Profile> = new Set(["legacy", "general", "sysadmin"]);

export function debugNode(
  context: CommandContext,
  node: KubeObject,
  options: DebugOptions,
): { readonly pod: KubeObject; readonly container: string } {
  const nodeName = node.metadata.name;
  const given = context.flags.text("container");
  const container = given === "" ? "debugger" : given;
  const name = `node-debugger-${nodeName}-${nameEnd(context, node)}`;
  if (!context.flags.bool("quiet")) {
    context.line(`Creating debugging pod ${name} with container ${container} on node ${nodeName}.`);
  }
  const row = context.mapper.resolve("pods");
  const pod = podOn(context, options, { name, container, nodeName });
  const created = context.api.create(row, context.namespace, pod, {
    fieldManager: "kubectl-debug",
  });
  return { pod: created, container };
}

type Names = { readonly name: string; readonly container: string; readonly nodeName: string };

function podOn(
  context: CommandContext,
  options: DebugOptions,
  { name, container, nodeName }: Names,
): JsonObject {
  const { profile } = options;
  const withRoot = HOST_ROOT.has(profile);
  const draft: JsonObject = {
    name: container,
    ...containerFields(context, options),
    resources: {},
    terminationMessagePolicy: "File",
    ...(withRoot ? { volumeMounts: [{ name: "host-root", mountPath: "/host" }] } : {}),
  };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { "app.kubernetes.io/managed-by": "kubectl-debug" } },
    spec: {
      containers: [withProfile(draft, profile, "node")],
      nodeName,
      restartPolicy: "Never",
      tolerations: [{ operator: "Exists" }],
      ...(withRoot ? { volumes: [{ name: "host-root", hostPath: { path: "/" } }] } : {}),
      ...(HOST_NAMESPACES.has(profile) ? { hostNetwork: true, hostPID: true, hostIPC: true } : {}),
    },
  };
}
