/** `describe ingress` and `describe ingressclass`: rules with the endpoints behind them. */
import { ServerError } from "../command/error.ts";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { endpointSlicesOf, endpointsText } from "./endpoint-text.ts";
import { writeEvents } from "./events.ts";
import { writeName, writeOwnMetadata } from "./head.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";

export const ingressDescriber: Describer = {
  kind: "Ingress",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    out.line(0, `Name:\t${object.metadata.name}`);
    writeLabels(out, "Labels", object.metadata.labels);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    const points = fieldsOf(fieldsOf(object.status).loadBalancer).ingress ?? [];
    const addresses = (points as readonly Fields[]).map(({ ip, hostname }) =>
      String(ip ?? hostname ?? ""),
    );
    out.line(0, `Address:\t${addresses.join(",")}`);
    out.line(0, `Ingress Class:\t${goValue(spec.ingressClassName ?? "<none>")}`);
    const { defaultBackend } = spec;
    const fallback =
      defaultBackend === undefined ? "<default>" : backendText(run, fieldsOf(defaultBackend));
    out.line(0, `Default backend:\t${fallback}`);
    writeTls(run, (spec.tls ?? []) as readonly Fields[]);
    writeRules(run, (spec.rules ?? []) as readonly Fields[], fallback);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    writeEvents(run);
  },
};

function writeTls({ out }: Describe, tls: readonly Fields[]): void {
  if (tls.length === 0) return;
  out.line(0, "TLS:");
  for (const { secretName = "", hosts } of tls) {
    const names = ((hosts ?? []) as readonly string[]).join(",");
    const how = secretName === "" ? "SNI routes" : `${String(secretName)} terminates`;
    out.line(1, `${how} ${names}`);
  }
}

function writeRules(run: Describe, rules: readonly Fields[], fallback: string): void {
  const { out } = run;
  out.line(0, "Rules:");
  out.line(1, "Host\tPath\tBackends");
  out.line(1, "----\t----\t--------");
  const withPaths = rules.filter(({ http }) => http !== undefined);
  for (const { host, http } of withPaths) {
    out.line(1, `${host === undefined || host === "" ? "*" : String(host)}\t`);
    for (const path of (fieldsOf(http).paths ?? []) as readonly Fields[]) {
      const backend = backendText(run, fieldsOf(path.backend));
      out.line(2, `\t${goValue(path.path ?? "")} \t${backend}`);
    }
  }
  if (withPaths.length === 0) out.line(1, `*\t* \t${fallback}`);
}

function backendText(run: Describe, { service, resource }: Fields): string {
  if (service === undefined) {
    const { apiGroup, kind, name } = fieldsOf(resource);
    return `APIGroup: ${goValue(apiGroup ?? "<none>")}, Kind: ${goValue(kind)}, Name: ${goValue(name)}`;
  }
  const { name, port } = fieldsOf(service);
  const { name: portName = "", number } = fieldsOf(port);
  const shown = `${goValue(name)}:${goValue(portName === "" ? (number ?? 0) : portName)}`;
  const { context, object } = run;
  const row = context.mapper.resolve("services");
  try {
    const ref = { row, namespace: object.metadata.namespace, name: String(name) };
    const ports = (fieldsOf(context.api.get(ref).spec).ports ?? []) as readonly Fields[];
    const found = ports.filter(
      (one) => (portName !== "" && one.name === portName) || one.port === number,
    );
    const slices = endpointSlicesOf(context, object.metadata.namespace, String(name));
    return `${shown} (${endpointsText(slices, String(found.at(-1)?.name ?? ""))})`;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return `${shown} (<error: ${error.message}>)`;
  }
}

export const ingressClassDescriber: Describer = {
  kind: "IngressClass",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    writeName(run, false);
    writeOwnMetadata(run);
    out.line(0, `Controller:\t${goValue(spec.controller ?? "")}`);
    if (spec.parameters !== undefined) {
      const { apiGroup, kind, name } = fieldsOf(spec.parameters);
      out.line(0, "Parameters:");
      if (apiGroup !== undefined) out.line(1, `APIGroup:\t${goValue(apiGroup)}`);
      out.line(1, `Kind:\t${goValue(kind)}`);
      out.line(1, `Name:\t${goValue(name)}`);
    }
    writeEvents(run);
  },
};
