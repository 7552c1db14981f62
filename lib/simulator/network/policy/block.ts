/** Blocks of IPv4 addresses: who lies within. */
import type { IPBlock } from "../../api/types.generated.ts";

export function isInBlock(ip: string, { cidr, except = [] }: IPBlock): boolean {
  return isInCidr(ip, cidr) && !except.some((one) => isInCidr(ip, one));
}

export function isInCidr(ip: string, cidr: string): boolean {
  const [network = "", length = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(length));
  return Math.floor(numberOf(ip) / size) === Math.floor(numberOf(network) / size);
}

function numberOf(ip: string): number {
  return ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}
