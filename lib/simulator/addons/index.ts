/** Every addon that a cluster can be asked for. */
import type { Addon, AddonName } from "./addon.ts";
import { gatewayAddon } from "./gateway.ts";
import { ingressAddon } from "./ingress.ts";
import { loadBalancerAddon } from "./load-balancer.ts";

const ADDONS: readonly Addon[] = [loadBalancerAddon, ingressAddon, gatewayAddon];

export function addonsNamed(names: readonly AddonName[]): readonly Addon[] {
  return ADDONS.filter(({ name }) => names.includes(name));
}

export type { AddonName };
