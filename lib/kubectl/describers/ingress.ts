/** `describe ingress`, which looks up what stands behind each path. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { ServerError } from "../command/error.ts";
import { goValue } from "../text/go-value.ts";
import { type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import { endpointSlices, endpointsText } from "./service-endpoints.ts";
import type { DescribeWriter } from "./writer.ts";

export const ingressDescriber: Describer = {
  kind: "Ingress",
  describe: (run) => {
    const { context, object, out } = run;
    const { namespace = "" } = object.metadata;
    const spec = fieldsOf(object.spec);
    const backend = (given: unknown) => backendText(context, namespace, fieldsOf(given));
    const fallback = spec.defaultBackend === undefined ? "<default>" : backend(spec.defaultBackend);
    out.line(0, `Name:\t${object.metadata.name}`);
    writeLabels(out, "Labels", object.metadata.labels);
    out.line(0, `Namespace:\t${namespace}`);
    out.line(0, `Address:\t${addressText(object)}`);
    out.line(0, `Ingress Class:\t${goValue(spec.ingressClassName ?? "<none>")}`);
    out.line(0, `Default backend:\t${fallback}`);
    writeTls(out, (spec.tls ?? []) as readonly Fields[]);
    writeRules(out, (spec.rules ?? []) as readonly Fields[], backend, fallback);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    writeEvents(run);
  },
};

function addressText({ status }: KubeObject): string {
  const ingress = (fieldsOf(fieldsOf(status).loadBalancer).ingress ?? []) as readonly Fields[];
  return ingress.map(({ hostname, ip }) => goValue(ip ?? hostname ?? "")).join(",");
}

function writeTls(out: DescribeWriter, all: readonly Fields[]): void {
  if (all.length === 0) return;
  out.line(0, "TLS:");
  for (const { hosts = [], secretName = "" } of all) {
    const names = (hosts as readonly string[]).join(",");
    const who = secretName === "" ? "SNI routes" : `${goValue(secretName)} terminates`;
    out.line(1, `${who} ${names}`);
  }
}

function writeRules(
  out: DescribeWriter,
  rules: readonly Fields[],
  backend: (given: unknown) => string,
  fallback: string,
): void {
  out.line(0, "Rules:\n  Host\tPath\tBackends");
  out.line(0, "  ----\t----\t--------");
  const routed = rules.filter(({ http }) => http !== undefined);
  for (const { host = "", http } of routed) {
    out.line(1, `${host === "" ? "*" : goValue(host)}\t`);
    for (const path of (fieldsOf(http).paths ?? []) as readonly Fields[]) {
      out.line(2, `\t${goValue(path.path ?? "")} \t${backend(path.backend)}`);
    }
  }
  if (routed.length === 0) out.line(1, `*\t*\t${fallback}`);
}

function backendText(
  context: CommandContext,
  namespace: string,
  { resource, service }: Fields,
): string {
  if (service === undefined) {
    const { apiGroup, kind, name } = fieldsOf(resource);
    return `APIGroup: ${goValue(apiGroup ?? "<none>")}, Kind: ${goValue(kind)}, Name: ${goValue(name)}`;
  }
  const { name, port } = fieldsOf(service);
  const wanted = fieldsOf(port);
  const text = `${goValue(name)}:${goValue(wanted.name ?? wanted.number ?? "")}`;
  const row = context.mapper.ofKind("v1", "Service");
  if (row === undefined) return text;
  try {
    const found = context.api.get({ row, namespace, name: goValue(name) });
    const ports = (fieldsOf(found.spec).ports ?? []) as readonly Fields[];
    const meant = ports.find(
      (one) =>
        one.port === wanted.number || (wanted.name !== undefined && one.name === wanted.name),
    );
    const slices = endpointSlices(context, namespace, goValue(name));
    return `${text} (${endpointsText(slices, goValue(meant?.name ?? ""))})`;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return `${text} (<error: ${error.message}>)`;
  }
}
