/** `describe service` */
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import { endpointSlices, endpointsText } from "./service-endpoints.ts";

export const serviceDescriber: Describer = {
  kind: "Service",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, `Selector:\t${labelsText(fieldsOf(spec.selector))}`);
    out.line(0, `Type:\t${goValue(spec.type ?? "")}`);
    writeAddresses(run, spec);
    writePorts(run, spec);
    out.line(0, `Session Affinity:\t${goValue(spec.sessionAffinity ?? "")}`);
    for (const [title, field] of LAST_LINES) {
      const value = spec[field];
      if (value === undefined || value === "" || value === 0) continue;
      out.line(0, `${title}:\t${Array.isArray(value) ? value.join(",") : goValue(value)}`);
    }
    writeEvents(run);
  },
};

const LAST_LINES = [
  ["External Traffic Policy", "externalTrafficPolicy"],
  ["Internal Traffic Policy", "internalTrafficPolicy"],
  ["HealthCheck NodePort", "healthCheckNodePort"],
  ["LoadBalancer Source Ranges", "loadBalancerSourceRanges"],
  ["Traffic Distribution", "trafficDistribution"],
] as const;

function labelsText(labels: Fields): string {
  const pairs = Object.entries(labels)
    .map(([name, value]) => `${name}=${goValue(value)}`)
    .sort();
  return pairs.length === 0 ? "<none>" : pairs.join(",");
}

function writeAddresses({ object, out }: Describe, spec: Fields): void {
  const list = (value: unknown) =>
    Array.isArray(value) && value.length > 0 ? value.join(",") : undefined;
  if (spec.ipFamilyPolicy !== undefined) {
    out.line(0, `IP Family Policy:\t${goValue(spec.ipFamilyPolicy)}`);
  }
  out.line(0, `IP Families:\t${list(spec.ipFamilies) ?? "<none>"}`);
  out.line(0, `IP:\t${goValue(spec.clusterIP ?? "")}`);
  out.line(0, `IPs:\t${list(spec.clusterIPs) ?? "<none>"}`);
  const external = list(spec.externalIPs);
  if (external !== undefined) out.line(0, `External IPs:\t${external}`);
  if (spec.loadBalancerIP) out.line(0, `Desired LoadBalancer IP:\t${goValue(spec.loadBalancerIP)}`);
  if (spec.externalName) out.line(0, `External Name:\t${goValue(spec.externalName)}`);
  const ingress = (fieldsOf(fieldsOf(object.status).loadBalancer).ingress ??
    []) as readonly Fields[];
  if (ingress.length > 0) {
    const texts = ingress.map(({ hostname, ip, ipMode }) =>
      ip === undefined || ip === "" ? goValue(hostname) : `${goValue(ip)} (${goValue(ipMode)})`,
    );
    out.line(0, `LoadBalancer Ingress:\t${texts.join(", ")}`);
  }
}

type Port = {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
};

function writePorts(run: Describe, spec: Fields): void {
  const ports = (spec.ports ?? []) as readonly Port[];
  if (ports.length === 0) return;
  const { context, object, out } = run;
  const { name: service, namespace } = object.metadata;
  const slices = endpointSlices(context, namespace, service);
  for (const { name = "", port, protocol = "", targetPort = 0, nodePort = 0 } of ports) {
    const shown = name === "" ? "<unset>" : name;
    out.line(0, `Port:\t${shown}\t${port}/${protocol}`);
    out.line(0, `TargetPort:\t${goValue(targetPort)}/${protocol}`);
    if (nodePort !== 0) out.line(0, `NodePort:\t${shown}\t${nodePort}/${protocol}`);
    out.line(0, `Endpoints:\t${endpointsText(slices, name)}`);
  }
}
