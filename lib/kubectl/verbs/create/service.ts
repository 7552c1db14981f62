/** `kubectl create service clusterip|nodeport|loadbalancer|externalname` */
import { portNameFaults, portNumberFaults } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import type { FlagSpec } from "../../command/flag.ts";
import { intFlag, textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { CREATE_FLAGS, createTyped, nameOf } from "./create-typed.ts";

const PORT_MAX = 65_535;
const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

const TCP: FlagSpec = { name: "tcp", type: "list", help: "port[:targetPort]; may be repeated." };

type ServiceType = "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";

function serviceVerb(
  type: ServiceType,
  flags: readonly FlagSpec[],
  required: readonly string[] = [],
): Verb {
  const name = type.toLowerCase();
  return {
    name,
    summary: `Create a ${type} service`,
    usage: "NAME [--tcp=<port>:<targetPort>]",
    flags: [...CREATE_FLAGS, TCP, ...flags],
    required,
    run: (context) => createService(context, type),
  };
}

export const createServiceVerb: Verb = {
  name: "service",
  aliases: ["svc"],
  summary: "Create a service using a command below",
  verbs: [
    serviceVerb("ClusterIP", [textFlag("clusterip", "Cluster IP, or None.")]),
    serviceVerb(
      "ExternalName",
      [textFlag("external-name", "Name that it stands for.")],
      ["external-name"],
    ),
    serviceVerb("LoadBalancer", []),
    serviceVerb("NodePort", [intFlag("node-port", "Port on each node.")]),
  ],
};

function createService(context: CommandContext, type: ServiceType): void {
  const name = nameOf(context);
  const { flags } = context;
  const clusterIP = flags.text("clusterip");
  const externalName = flags.text("external-name");
  if (type === "ExternalName" && !SUBDOMAIN.test(externalName)) {
    throw new KubectlError(`invalid service external name ${externalName}`);
  }
  const tcp = flags.list("tcp");
  const needsPorts = type !== "ExternalName" && clusterIP !== "None";
  if (tcp.length === 0 && needsPorts) {
    throw new KubectlError("at least one tcp port specifier must be provided");
  }
  const nodePort = flags.int("node-port");
  const ports = tcp.map((text) => ({
    ...servicePort(text),
    ...(type === "NodePort" && nodePort > 0 ? { nodePort } : {}),
  }));
  const labels = { app: name };
  const object = {
    metadata: { name, labels },
    spec: {
      ...(ports.length === 0 ? {} : { ports }),
      selector: labels,
      ...(clusterIP === "" ? {} : { clusterIP }),
      type,
      ...(externalName === "" ? {} : { externalName }),
    },
    status: { loadBalancer: {} },
  };
  const failure = `failed to create ${type} service: `;
  createTyped(context, { apiVersion: "v1", kind: "Service", object, failure });
}

/** `8080` or `80:8080`; the port's name is the text with a dash. */
function servicePort(text: string) {
  const [first = "", second] = text.split(":");
  const port = portNumber(first);
  const targetPort = second === undefined || second === "" ? port : targetOf(second);
  const name = second === undefined ? first : `${first}-${second}`;
  return { name, protocol: "TCP", port, targetPort };
}

function targetOf(text: string): number | string {
  const number = /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
  const faults = number === undefined ? portNameFaults(text) : portNumberFaults(number);
  if (faults.length > 0) throw new KubectlError(faults.join(","));
  return number ?? text;
}

/** As Go reads a number of 16 bits. */
function portNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= PORT_MAX) return value;
  const why = /^\d+$/.test(text) ? "value out of range" : "invalid syntax";
  throw new KubectlError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: ${why}`);
}
