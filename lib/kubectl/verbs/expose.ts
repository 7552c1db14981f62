/** `kubectl expose`: a Service in front of what another object runs. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, writeOptions } from "../command/dry-run.ts";
import { KubectlError, throwCollected } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { withLastApplied } from "../patch/last-applied.ts";
import type { Info } from "../resource/manifest-input.ts";
import { podSpecOf } from "../resource/pod-template.ts";
import { resultPrinter } from "../resource/result.ts";
import { selectObjects } from "../resource/selection.ts";

export const exposeVerb: Verb = {
  name: "expose",
  summary: "Take a deployment, service or pod and expose it as a new Kubernetes service",
  usage:
    "(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name]",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    DRY_RUN_FLAG,
    FIELD_MANAGER_FLAG,
    textFlag("cluster-ip", "Cluster IP, or None."),
    textFlag("external-ip", "Additional address."),
    textFlag("labels", "Labels of the service.", { short: "l" }),
    textFlag("load-balancer-ip", "Address for the load balancer."),
    textFlag("name", "Name of the service."),
    textFlag("port", "Port of the service."),
    textFlag("protocol", "TCP, UDP or SCTP."),
    textFlag("selector", "Selector of the service."),
    textFlag("session-affinity", "None or ClientIP."),
    textFlag("target-port", "Port of the container."),
    textFlag("type", "ClusterIP, NodePort, LoadBalancer or ExternalName."),
    boolFlag("save-config", "Remember the object for a later apply."),
  ],
  run: runExpose,
};

const EXPOSABLE = ["Service", "ReplicationController", "Pod", "Deployment", "ReplicaSet"];

function runExpose(context: CommandContext): void {
  const { infos, errors } = selectObjects(context, { args: context.args, noSelector: true });
  throwCollected(errors);
  const dryRun = dryRunOf(context.flags);
  const print = resultPrinter(context, dryRun, { typed: true });
  const row = context.mapper.resolve("services");
  for (const info of infos) {
    const service = serviceFor(context, info);
    const saved = context.flags.bool("save-config") ? withLastApplied(service) : service;
    if (dryRun === "client") print(saved, "exposed");
    else {
      const options = writeOptions(context, "kubectl-expose");
      print(context.api.create(row, context.namespace, saved, options), "exposed");
    }
  }
}

function serviceFor(context: CommandContext, info: Info): KubeObject {
  const { flags } = context;
  if (!EXPOSABLE.includes(info.row.kind)) {
    const { kind, group } = info.row;
    throw new KubectlError(`cannot expose a ${group === "" ? kind : `${kind}.${group}`}`);
  }
  const name = flags.text("name") === "" ? info.name.slice(0, 63) : flags.text("name");
  const selector = flags.text("selector") === "" ? selectorOf(info) : pairs(flags.text("selector"));
  const labels =
    flags.text("labels") === "" ? info.object.metadata.labels : pairs(flags.text("labels"));
  const ports = portsFor(context, info);
  const optional = (field: string, flag: string) =>
    flags.text(flag) === "" ? {} : { [field]: flags.text(flag) };
  const external = flags.text("external-ip");
  return {
    kind: "Service",
    apiVersion: "v1",
    metadata: {
      name,
      ...(context.namespaceGiven ? { namespace: context.namespace } : {}),
      ...(labels === undefined ? {} : { labels }),
    } as KubeObject["metadata"],
    spec: {
      ...(ports.length === 0 ? {} : { ports }),
      selector,
      ...optional("clusterIP", "cluster-ip"),
      ...optional("type", "type"),
      ...(external === "" ? {} : { externalIPs: [external] }),
      ...optional("sessionAffinity", "session-affinity"),
      ...optional("loadBalancerIP", "load-balancer-ip"),
    },
    status: { loadBalancer: {} },
  };
}

type Labels = Readonly<Record<string, string>>;

function pairs(text: string): Labels {
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const [key = "", value] = pair.split("=");
      if (value === undefined) throw new KubectlError(`unexpected label spec: ${pair}`);
      return [key, value] as const;
    }),
  );
}

function selectorOf({ object, row }: Info): Labels {
  const problem = (why: string) =>
    new KubectlError(`couldn't retrieve selectors via --selector flag or introspection: ${why}`);
  const spec = (object.spec ?? {}) as {
    readonly selector?: Labels & { readonly matchLabels?: Labels };
  };
  if (row.kind === "Pod") {
    const { labels } = object.metadata;
    if (labels === undefined) throw problem("the pod has no labels and cannot be exposed");
    return labels;
  }
  if (row.kind === "Service" || row.kind === "ReplicationController") {
    if (spec.selector === undefined) {
      throw problem(`the ${row.singular} has no pod selector set`);
    }
    return spec.selector;
  }
  const matchLabels = spec.selector?.matchLabels;
  if (matchLabels === undefined) {
    throw problem(`invalid ${row.singular}: no selectors, therefore cannot be exposed`);
  }
  return matchLabels;
}

type ServicePort = {
  readonly name?: string;
  readonly protocol: string;
  readonly port: number;
  readonly targetPort: number | string;
};

function portsFor(context: CommandContext, info: Info): readonly ServicePort[] {
  const { flags } = context;
  const known = knownPorts(info);
  const asked = flags.text("port");
  if (asked === "" && known.length === 0 && flags.text("cluster-ip") !== "None") {
    throw new KubectlError("couldn't find port via --port flag or introspection");
  }
  const numbers = asked === "" ? known.map(({ port }) => port) : asked.split(",").map(portNumber);
  return numbers.map((port, index) => {
    const target = flags.text("target-port");
    const targetPort = target === "" ? port : /^\d+$/.test(target) ? Number(target) : target;
    const own = known.find((candidate) => candidate.port === port)?.protocol ?? "TCP";
    const protocol = flags.text("protocol") === "" ? own : flags.text("protocol").toUpperCase();
    const name = numbers.length > 1 ? { name: `port-${index + 1}` } : {};
    return { ...name, protocol, port, targetPort };
  });
}

function portNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 0) return value;
  throw new KubectlError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
}

/** Ports that the object already tells: of a Service, or of its containers. */
function knownPorts({ object, row }: Info): readonly { port: number; protocol: string }[] {
  if (row.kind === "Service") {
    const spec = (object.spec ?? {}) as {
      readonly ports?: readonly { readonly port: number; readonly protocol?: string }[];
    };
    return (spec.ports ?? []).map(({ port, protocol = "TCP" }) => ({ port, protocol }));
  }
  const containers = podSpecOf(object)?.containers ?? [];
  return containers.flatMap(({ ports = [] }) =>
    ports.map(({ containerPort, protocol = "TCP" }) => ({ port: containerPort, protocol })),
  );
}
