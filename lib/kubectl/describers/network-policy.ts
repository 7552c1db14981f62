/** `describe networkpolicy`: what traffic a policy lets through, in words. */
import { parseTime } from "#lib/simulator";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeName, writeOwnMetadata } from "./head.ts";
import { selectorText } from "./pod-template.ts";
import type { DescribeWriter } from "./writer.ts";

export const networkPolicyDescriber: Describer = {
  kind: "NetworkPolicy",
  describe: (run) => {
    const { object, out } = run;
    writeName(run, true);
    out.line(0, `Created on:\t${goTime(object.metadata.creationTimestamp)}`);
    writeOwnMetadata(run);
    writeSpec(run, fieldsOf(object.spec));
  },
};

/** A time as Go prints one: `2026-01-05 09:00:00 +0000 UTC`. */
function goTime(text: unknown): string {
  const ms = typeof text === "string" ? parseTime(text) : undefined;
  if (ms === undefined) return "0001-01-01 00:00:00 +0000 UTC";
  return `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} +0000 UTC`;
}

function writeSpec({ out }: Describe, spec: Fields): void {
  const selector = fieldsOf(spec.podSelector);
  const all =
    Object.keys(fieldsOf(selector.matchLabels)).length === 0 &&
    ((selector.matchExpressions ?? []) as readonly unknown[]).length === 0;
  const what = "(Allowing the specific traffic to all pods in this namespace)";
  out.line(0, "Spec:");
  out.line(1, `PodSelector: ${all ? `    <none> ${what}` : `    ${selectorText(selector)}`}`);
  const types = (spec.policyTypes ?? []) as readonly string[];
  for (const [name, field, direction, peer] of DIRECTIONS) {
    if (!types.includes(name)) {
      out.line(1, `Not affecting ${direction} traffic`);
      continue;
    }
    out.line(1, `Allowing ${direction} traffic:`);
    writeRules(out, (spec[field] ?? []) as readonly Fields[], direction, peer);
  }
  out.line(1, `Policy Types: ${types.join(", ")}`);
}

const DIRECTIONS = [
  ["Ingress", "ingress", "ingress", "From"],
  ["Egress", "egress", "egress", "To"],
] as const;

function writeRules(
  out: DescribeWriter,
  rules: readonly Fields[],
  direction: string,
  peer: "From" | "To",
): void {
  if (rules.length === 0) {
    out.line(2, `<none> (Selected pods are isolated for ${direction} connectivity)`);
    return;
  }
  for (const [at, rule] of rules.entries()) {
    writePorts(out, (rule.ports ?? []) as readonly Fields[]);
    const peers = (rule[peer === "From" ? "from" : "to"] ?? []) as readonly Fields[];
    if (peers.length === 0) {
      const end = peer === "From" ? "source" : "destination";
      out.line(2, `${peer}: <any> (traffic not restricted by ${end})`);
    }
    for (const one of peers) {
      out.line(2, `${peer}:`);
      writePeer(out, one);
    }
    if (at < rules.length - 1) out.line(2, "----------");
  }
}

function writePorts(out: DescribeWriter, ports: readonly Fields[]): void {
  if (ports.length === 0) out.line(2, "To Port: <any> (traffic allowed to all ports)");
  for (const { port, endPort, protocol } of ports) {
    const end = `/${goValue(protocol ?? "TCP")}`;
    const first = goValue(port ?? "<any>");
    if (endPort === undefined) out.line(2, `To Port: ${first}${end}`);
    else out.line(2, `To Port Range: ${first}-${goValue(endPort)}${end}`);
  }
}

function writePeer(out: DescribeWriter, peer: Fields): void {
  if (peer.ipBlock !== undefined) {
    const { cidr, except } = fieldsOf(peer.ipBlock);
    out.line(3, "IPBlock:");
    out.line(4, `CIDR: ${goValue(cidr)}`);
    out.line(4, `Except: ${((except ?? []) as readonly string[]).join(", ")}`);
    return;
  }
  for (const [title, field] of [
    ["NamespaceSelector", "namespaceSelector"],
    ["PodSelector", "podSelector"],
  ] as const) {
    if (peer[field] !== undefined) out.line(3, `${title}: ${selectorText(peer[field])}`);
  }
}
