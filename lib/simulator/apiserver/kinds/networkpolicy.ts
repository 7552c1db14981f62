/**
 * What the API server knows of NetworkPolicies: a policy is about what it has rules for.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
import type {
  NetworkPolicy,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { selectorText } from "../workload/cells.ts";
import { validateNetworkPolicySpec } from "./networkpolicy/rule.ts";

export const networkPolicyStrategy: KindStrategy<NetworkPolicy> = {
  kind: "NetworkPolicy",

  setDefaults(policy) {
    let spec: NetworkPolicySpec = policy.spec ?? {};
    for (const field of ["ingress", "egress"] as const) {
      spec = changeField(spec, field, (rules: readonly object[]) =>
        changeItems(rules, (rule: { readonly ports?: readonly NetworkPolicyPort[] }) =>
          changeField(rule, "ports", (ports) =>
            changeItems(ports, (port) => fillIn<NetworkPolicyPort>(port, { protocol: "TCP" })),
          ),
        ),
      );
    }
    if ((spec.policyTypes?.length ?? 0) === 0) {
      const hasEgress = (spec.egress?.length ?? 0) > 0;
      spec = { ...spec, policyTypes: hasEgress ? ["Ingress", "Egress"] : ["Ingress"] };
    }
    return spec === policy.spec ? policy : { ...policy, spec };
  },

  validate: ({ spec }) => validateNetworkPolicySpec(spec),

  columns: columns("Name", "Pod-Selector", "Age"),
  cells: (policy, { nowMs }) => [
    policy.metadata.name,
    selectorText(policy.spec.podSelector),
    ageOf(policy, nowMs),
  ],
};
