/** What the API server knows of Ingresses: columns, and that the old annotation is deprecated. */
import { invalid } from "../../api/field-error.ts";
import type { Ingress } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateIngressSpec } from "./ingress/rule.ts";

const CLASS = "kubernetes.io/ingress.class";
const HOSTS_SHOWN = 3;

export const ingressStrategy: KindStrategy<Ingress> = {
  kind: "Ingress",
  prepareForCreate: (ingress) => ({ ...ingress, status: { loadBalancer: {} } }),
  validate: ({ spec }) => validateIngressSpec(spec ?? {}),

  validateCreate({ metadata, spec }) {
    const named = metadata.annotations?.[CLASS];
    const { ingressClassName } = spec;
    if (named === undefined || ingressClassName === undefined || named === ingressClassName) {
      return [];
    }
    const why = "must match `ingressClassName` when both are specified";
    return [invalid(`annotations.${CLASS}`, named, why)];
  },

  warnings({ metadata, spec }, old) {
    const isKept = old?.metadata.annotations?.[CLASS] !== undefined;
    if (metadata.annotations?.[CLASS] === undefined || isKept) return [];
    if (spec.ingressClassName !== undefined) return [];
    return [`annotation "${CLASS}" is deprecated, please use 'spec.ingressClassName' instead`];
  },

  columns: columns("Name", "Class", "Hosts", "Address", "Ports", "Age"),

  cells(ingress, { nowMs }) {
    const { metadata, spec, status } = ingress;
    const addresses = (status.loadBalancer?.ingress ?? []).map(({ ip, hostname }) =>
      (ip ?? "") === "" ? (hostname ?? "") : (ip ?? ""),
    );
    return [
      metadata.name,
      spec.ingressClassName ?? "<none>",
      hostsText(spec.rules ?? []),
      addresses.join(","),
      (spec.tls?.length ?? 0) > 0 ? "80, 443" : "80",
      ageOf(ingress, nowMs),
    ];
  },
};

function hostsText(rules: NonNullable<Ingress["spec"]["rules"]>): string {
  const hosts = rules.flatMap(({ host = "" }) => (host === "" ? [] : [host]));
  if (hosts.length === 0) return "*";
  const shown = hosts.slice(0, HOSTS_SHOWN).join(",");
  return hosts.length > HOSTS_SHOWN ? `${shown} + ${rules.length - HOSTS_SHOWN} more...` : shown;
}
