/** `api-resources`, `api-versions`, `version` and `cluster-info`: what the cluster is. */
import { toJson } from "#lib/manifest";
import { apiVersionOf, type ResourceRow } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError, usageError } from "../command/error.ts";
import { boolFlag, OUTPUT_FLAGS, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { choosePrinter } from "../printers/index.ts";
import { qualifiedPlural } from "../resource/mapper.ts";
import { alignTable } from "../text/columns.ts";

const VERSION = "v1.35.4";
const KUSTOMIZE = "v5.7.1";
const SERVER = "https://controlplane:6443";

export const apiResourcesVerb: Verb = {
  name: "api-resources",
  summary: "Print the supported API resources on the server",
  flags: [
    textFlag("output", "wide or name.", { short: "o" }),
    textFlag("api-group", "Only this group."),
    textFlag("sort-by", "name or kind."),
    boolFlag("namespaced", "Only kinds that have a namespace.", { default: "true" }),
    boolFlag("no-headers", "Leave the header line out."),
    boolFlag("cached", "Use cached discovery."),
    { name: "verbs", type: "list", help: "Only kinds with these verbs." },
    { name: "categories", type: "list", help: "Only kinds of these categories." },
  ],
  run: apiResources,
};

function apiResources(context: CommandContext): void {
  const { args, flags, client, path } = context;
  if (args.length > 0) throw usageError(`unexpected arguments: [${args.join(" ")}]`, path);
  const output = flags.text("output");
  const printer =
    output === "" || output === "wide" || output === "name" ? undefined : choosePrinter(context);
  const sortBy = flags.text("sort-by");
  if (!["", "name", "kind"].includes(sortBy)) {
    throw new KubectlError("--sort-by accepts only name or kind");
  }
  const rows = [...client.resources()]
    .filter(isPreferred)
    .filter((row) => !flags.has("api-group") || row.group === flags.text("api-group"))
    .filter((row) => !flags.has("namespaced") || row.namespaced === flags.bool("namespaced"))
    .filter((row) => flags.list("verbs").every((verb) => row.verbs.includes(verb)))
    .filter((row) => flags.list("categories").every((one) => row.categories?.includes(one)))
    .sort((a, b) => order(a.group, b.group) || order(a.resource, b.resource));
  if (sortBy === "name") rows.sort((a, b) => order(a.resource, b.resource));
  if (sortBy === "kind") rows.sort((a, b) => order(a.kind, b.kind));
  if (output === "name") {
    for (const row of rows) context.line(qualifiedPlural(row));
    return;
  }
  if (printer !== undefined) {
    const resources = rows.map(asApiResource);
    const list = { kind: "APIResourceList", apiVersion: "v1", groupVersion: "", resources };
    context.print(output === "json" ? toJson(list, "typed") : printer(list, 0));
    return;
  }
  const wide = output === "wide";
  const header = ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"];
  const cells = rows.map((row) => [
    row.resource,
    (row.shortNames ?? []).join(","),
    apiVersionOf(row),
    String(row.namespaced),
    row.kind,
    ...(wide ? [row.verbs.join(","), (row.categories ?? []).join(",")] : []),
  ]);
  const titles = wide ? [...header, "VERBS", "CATEGORIES"] : header;
  context.print(alignTable(flags.bool("no-headers") ? cells : [titles, ...cells]));
}

/** A kind as discovery tells it. */
function asApiResource(row: ResourceRow) {
  return {
    name: row.resource,
    singularName: row.kind.toLowerCase(),
    namespaced: row.namespaced,
    ...(row.group === "" ? {} : { group: row.group }),
    version: row.version,
    kind: row.kind,
    verbs: row.verbs,
    ...(row.shortNames === undefined ? {} : { shortNames: row.shortNames }),
    ...(row.categories === undefined ? {} : { categories: row.categories }),
  };
}

/** Of a kind that is served in several versions the first is told. */
function isPreferred(row: ResourceRow, at: number, all: readonly ResourceRow[]): boolean {
  return (
    at === all.findIndex(({ group, resource }) => group === row.group && resource === row.resource)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export const apiVersionsVerb: Verb = {
  name: "api-versions",
  summary: 'Print the supported API versions on the server, in the form of "group/version"',
  run: (context) => {
    const { args, path } = context;
    if (args.length > 0) throw usageError(`unexpected arguments: [${args.join(" ")}]`, path);
    const versions = new Set(context.client.resources().map(apiVersionOf));
    for (const version of [...versions].sort()) context.line(version);
  },
};

const NUMBER = { major: "1", minor: "35" };
const BUILD = {
  gitVersion: VERSION,
  gitCommit: "unknown",
  gitTreeState: "clean",
  buildDate: "2026-04-15T00:00:00Z",
  goVersion: "go1.26.8",
  compiler: "gc",
  platform: "linux/amd64",
};
const CLIENT = { ...NUMBER, ...BUILD };
const SERVER_VERSION = {
  ...NUMBER,
  emulationMajor: "1",
  emulationMinor: "35",
  minCompatibilityMajor: "1",
  minCompatibilityMinor: "34",
  ...BUILD,
};

export const versionVerb: Verb = {
  name: "version",
  summary: "Print the client and server version information",
  flags: [...OUTPUT_FLAGS, boolFlag("client", "Only the client's version.")],
  run: (context) => {
    const { args, flags } = context;
    if (args.length > 0) throw new KubectlError(`extra arguments: [${args.join(" ")}]`);
    const clientOnly = flags.bool("client");
    if (!["", "yaml", "json"].includes(flags.text("output"))) {
      throw new KubectlError("--output must be 'yaml' or 'json'");
    }
    const printer = choosePrinter(context);
    if (printer !== undefined) {
      const versions = { clientVersion: CLIENT, kustomizeVersion: KUSTOMIZE };
      const all = clientOnly ? versions : { ...versions, serverVersion: SERVER_VERSION };
      if (flags.text("output") === "json") context.line(JSON.stringify(all, undefined, 2));
      else context.line(printer(all, 0));
      return;
    }
    context.line(`Client Version: ${VERSION}`);
    context.line(`Kustomize Version: ${KUSTOMIZE}`);
    if (!clientOnly) context.line(`Server Version: ${VERSION}`);
  },
};

export const clusterInfoVerb: Verb = {
  name: "cluster-info",
  summary:
    "Display addresses of the control plane and of services with label kubernetes.io/cluster-service=true",
  run: (context) => {
    context.line(`Kubernetes control plane is running at ${SERVER}`);
    const row = context.mapper.resolve("services");
    const labelSelector = "kubernetes.io/cluster-service=true";
    for (const { metadata } of context.api.list(row, "kube-system", { labelSelector }).items) {
      const title = metadata.labels?.["kubernetes.io/name"] ?? metadata.name;
      const path = `/api/v1/namespaces/kube-system/services/${metadata.name}:dns/proxy`;
      context.line(`${title} is running at ${SERVER}${path}`);
    }
    context.line("");
    context.line(
      "To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.",
    );
  },
};
