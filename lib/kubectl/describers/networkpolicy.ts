/** `describe networkpolicy`: what is let in and out, in words. */
import { labelSelectorText } from "#lib/simulator";
import { goValue } from "../text/go-value.ts";
import { type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import type { DescribeWriter } from "./writer.ts";

export const networkPolicyDescriber: Describer = {
  kind: "NetworkPolicy",
  describe: ({ object, out }) => {
    const spec = fieldsOf(object.spec);
    const types = (spec.policyTypes ?? []) as readonly string[];
    const selector = labelSelectorText(fieldsOf(spec.podSelector));
    const everybody = "<none> (Allowing the specific traffic to all pods in this namespace)";
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    out.line(0, `Created on:\t${goTime(object.metadata.creationTimestamp)}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, "Spec:");
    out.line(1, `PodSelector:    ${selector === "<none>" ? everybody : selector}`);
    if (types.includes("Ingress")) {
      out.line(1, "Allowing ingress traffic:");
      writeRules(out, (spec.ingress ?? []) as readonly Fields[], INGRESS);
    } else out.line(1, "Not affecting ingress traffic");
    if (types.includes("Egress")) {
      out.line(1, "Allowing egress traffic:");
      writeRules(out, (spec.egress ?? []) as readonly Fields[], EGRESS);
    } else out.line(1, "Not affecting egress traffic");
    out.line(1, `Policy Types: ${types.join(", ")}`);
  },
};

/** As Go prints a time: `2026-01-05 09:00:00 +0000 UTC`. */
function goTime(text: string): string {
  return `${text.replace("T", " ").replace("Z", "")} +0000 UTC`;
}

type Direction = {
  readonly peers: "from" | "to";
  readonly title: string;
  readonly traffic: string;
  readonly end: string;
};

const INGRESS: Direction = { peers: "from", title: "From", traffic: "ingress", end: "source" };
const EGRESS: Direction = { peers: "to", title: "To", traffic: "egress", end: "destination" };

function writeRules(out: DescribeWriter, rules: readonly Fields[], way: Direction): void {
  if (rules.length === 0) {
    out.line(2, `<none> (Selected pods are isolated for ${way.traffic} connectivity)`);
    return;
  }
  for (const [i, rule] of rules.entries()) {
    if (i > 0) out.line(2, "----------");
    writePorts(out, (rule.ports ?? []) as readonly Fields[]);
    const peers = (rule[way.peers] ?? []) as readonly Fields[];
    if (peers.length === 0) {
      out.line(2, `${way.title}: <any> (traffic not restricted by ${way.end})`);
    }
    for (const peer of peers) {
      out.line(2, `${way.title}:`);
      writePeer(out, peer);
    }
  }
}

function writePorts(out: DescribeWriter, ports: readonly Fields[]): void {
  if (ports.length === 0) out.line(2, "To Port: <any> (traffic allowed to all ports)");
  for (const { endPort, port, protocol = "TCP" } of ports) {
    const shown = port === undefined ? "<any>" : goValue(port);
    if (endPort === undefined) out.line(2, `To Port: ${shown}/${goValue(protocol)}`);
    else out.line(2, `To Port Range: ${shown}-${goValue(endPort)}/${goValue(protocol)}`);
  }
}

function writePeer(out: DescribeWriter, { ipBlock, namespaceSelector, podSelector }: Fields): void {
  if (namespaceSelector !== undefined) {
    out.line(3, `NamespaceSelector: ${labelSelectorText(fieldsOf(namespaceSelector))}`);
  }
  if (podSelector !== undefined) {
    out.line(3, `PodSelector: ${labelSelectorText(fieldsOf(podSelector))}`);
  }
  if (ipBlock === undefined) return;
  const { cidr, except = [] } = fieldsOf(ipBlock);
  out.line(3, "IPBlock:");
  out.line(4, `CIDR: ${goValue(cidr)}`);
  out.line(4, `Except: ${(except as readonly string[]).join(", ")}`);
}
