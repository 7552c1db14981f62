/** `kubectl create ingress` */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { CREATE_FLAGS, createTyped, nameOf } from "./create-typed.ts";

export const createIngressVerb: Verb = {
  name: "ingress",
  aliases: ["ing"],
  summary: "Create an ingress with the specified name",
  usage: "NAME --rule=host/path=service:port[,tls[=secret]]",
  flags: [
    ...CREATE_FLAGS,
    { name: "annotation", type: "array", help: "key=value; may be repeated." },
    {
      name: "rule",
      type: "array",
      help: "host/path=service:port[,tls[=secret]]; may be repeated.",
    },
    textFlag("class", "The ingress class."),
    textFlag("default-backend", "service:port for everything else."),
  ],
  run: (context) => {
    const name = nameOf(context);
    const spec = specOf(context);
    const annotations = annotationsOf(context);
    const object = {
      metadata: { name, ...(annotations === undefined ? {} : { annotations }) },
      spec,
      status: { loadBalancer: {} },
    };
    const failure = "failed to create ingress: ";
    createTyped(context, { apiVersion: "networking.k8s.io/v1", kind: "Ingress", object, failure });
  },
};

const RULE =
  /^(?<host>[^/]*)(?<path>\/[^=]*)=(?<service>[^:=,]+):(?<port>[^,]+)(?<options>(,.*)*)$/;

type Rule = {
  readonly host: string;
  readonly path: string;
  readonly service: string;
  readonly port: string;
  readonly tls: string | undefined;
};

function specOf({ flags }: CommandContext) {
  const backend = flags.text("default-backend");
  const texts = flags.list("rule");
  if (backend === "" && texts.length === 0) {
    throw new KubectlError(
      "not enough information provided: every ingress has to either specify a default-backend " +
        "(which catches all traffic) or a list of rules (which catch specific paths)",
    );
  }
  const rules = texts.map(readRule);
  const parts = backend.split(":");
  if (backend !== "" && (parts.length !== 2 || parts.includes(""))) {
    throw new KubectlError("default-backend should be in format servicename:serviceport");
  }
  const tls = tlsOf(rules);
  const className = flags.text("class");
  return {
    ...(className === "" ? {} : { ingressClassName: className }),
    ...(backend === "" ? {} : { defaultBackend: backendOf(parts[0] ?? "", parts[1] ?? "") }),
    ...(tls.length === 0 ? {} : { tls }),
    ...(rules.length === 0 ? {} : { rules: hostRules(rules) }),
  };
}

function readRule(text: string): Rule {
  const groups = RULE.exec(text)?.groups;
  if (groups === undefined) {
    throw new KubectlError(
      `rule ${text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
    );
  }
  const { host = "", path = "", service = "", port = "", options = "" } = groups;
  // Whatever one word stands behind the comma asks for TLS.
  const [tls, ...more] = options.split(",").filter((option) => option !== "");
  const secret = tls === undefined || more.length > 0 ? undefined : (tls.split("=")[1] ?? "");
  return { host, path, service, port, tls: secret };
}

function backendOf(name: string, port: string) {
  const number = /^\d+$/.test(port) ? { number: Number(port) } : { name: port };
  return { service: { name, port: number } };
}

function hostRules(rules: readonly Rule[]) {
  const hosts = [...new Set(rules.map(({ host }) => host))];
  return hosts.map((host) => ({
    ...(host === "" ? {} : { host }),
    http: {
      paths: rules
        .filter((rule) => rule.host === host)
        .map(({ path, service, port }) => {
          const prefix = path.endsWith("*");
          return {
            path: prefix ? path.slice(0, -1) : path,
            pathType: prefix ? "Prefix" : "Exact",
            backend: backendOf(service, port),
          };
        }),
    },
  }));
}

/** Hosts of one secret together; hosts without a secret each for themselves; each host once. */
function tlsOf(rules: readonly Rule[]) {
  const seen = new Set<string>();
  const entries: { readonly secret: string; readonly hosts: string[] }[] = [];
  for (const { host, tls } of rules) {
    if (tls === undefined || seen.has(host)) continue;
    seen.add(host);
    const same = entries.find(({ secret }) => secret !== "" && secret === tls);
    if (same !== undefined) same.hosts.push(host);
    else entries.push({ secret: tls, hosts: host === "" ? [] : [host] });
  }
  return entries
    .filter(({ secret, hosts }) => secret !== "" || hosts.length > 0)
    .map(({ secret, hosts }) => ({
      ...(hosts.length === 0 ? {} : { hosts }),
      ...(secret === "" ? {} : { secretName: secret }),
    }));
}

function annotationsOf({ flags }: CommandContext) {
  const texts = flags.list("annotation");
  if (texts.length === 0) return undefined;
  return Object.fromEntries(
    texts.map((text) => {
      const equals = text.indexOf("=");
      if (equals < 0) {
        throw new KubectlError(`annotation ${text} is invalid and should be in format key=[value]`);
      }
      return [text.slice(0, equals), text.slice(equals + 1)] as const;
    }),
  );
}
