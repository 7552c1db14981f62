/** Addresses and prefixes of addresses in expressions: `ip("10.0.0.1")`, `cidr("10.0.0.0/8")`. */
import { isIp, isPrefix } from "../address.ts";
import type { Handlers } from "./handler.ts";

type Bits = { readonly value: bigint; readonly length: 32 | 128 };

export class CelIp {
  readonly bits: Bits;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.bits = bitsOf(text);
  }
}

export class CelCidr {
  readonly address: CelIp;
  readonly prefix: number;

  constructor(text: string) {
    const [address = "", prefix = ""] = text.split("/");
    this.address = new CelIp(address);
    this.prefix = Number(prefix);
  }
}

function bitsOf(text: string): Bits {
  if (!text.includes(":")) {
    const value = text.split(".").reduce((bits, part) => bits * 256n + BigInt(part), 0n);
    return { value, length: 32 };
  }
  const [head = "", tail] = text.split("::");
  const groups = (half: string) => (half === "" ? [] : half.split(":"));
  const [first, last] = [groups(head), groups(tail ?? "")];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array<string>(zeros).fill("0"), ...last];
  return {
    value: all.reduce((bits, part) => bits * 65536n + BigInt(`0x${part}`), 0n),
    length: 128,
  };
}

function parseIp(text: string): CelIp {
  if (isIp(text)) return new CelIp(text);
  const why = /^[\d.]+$/.test(text)
    ? `ParseAddr(${JSON.stringify(text)}): IPv4 address too short`
    : `ParseAddr(${JSON.stringify(text)}): unable to parse IP`;
  throw new Error(
    `IP Address ${JSON.stringify(text)} parse error during conversion from string: ${why}`,
  );
}

function parseCidr(text: string): CelCidr {
  if (isPrefix(text)) return new CelCidr(text);
  const why = text.includes("/") ? "unable to parse IP" : "no '/'";
  const failed = "network address parse error during conversion from string";
  throw new Error(`${failed}: ${failed}: netip.ParsePrefix(${JSON.stringify(text)}): ${why}`);
}

/** The first bits of an address, as many as a prefix has. */
function head({ value, length }: Bits, prefix: number): bigint {
  return value >> BigInt(length - prefix);
}

function holds({ address, prefix }: CelCidr, other: CelIp): boolean {
  const { bits } = address;
  return bits.length === other.bits.length && head(bits, prefix) === head(other.bits, prefix);
}

const holdsPrefix = (outer: CelCidr, inner: CelCidr) =>
  inner.prefix >= outer.prefix && holds(outer, inner.address);

const within = (text: string) => {
  const outer = new CelCidr(text);
  return ({ bits, text: address }: CelIp) =>
    bits.length === outer.address.bits.length && holds(outer, new CelIp(address));
};

const isLoopback = (ip: CelIp) => within("127.0.0.0/8")(ip) || ip.text === "::1";
const isMulticast = (ip: CelIp) => within("224.0.0.0/24")(ip) || within("ff02::/16")(ip);
const isLinkLocal = (ip: CelIp) => within("169.254.0.0/16")(ip) || within("fe80::/10")(ip);
const isUnspecified = ({ bits }: CelIp) => bits.value === 0n;

export const ADDRESS_FUNCTIONS: Handlers = {
  "ip(string): net.IP": parseIp,
  "isIP(string): bool": isIp,
  "string(net.IP): string": (ip: CelIp) => ip.text,
  "net.IP.family(): int": ({ bits }: CelIp) => (bits.length === 32 ? 4n : 6n),
  "net.IP.isUnspecified(): bool": isUnspecified,
  "net.IP.isLoopback(): bool": isLoopback,
  "net.IP.isLinkLocalMulticast(): bool": isMulticast,
  "net.IP.isLinkLocalUnicast(): bool": isLinkLocal,
  "net.IP.isGlobalUnicast(): bool": (ip: CelIp) =>
    !isUnspecified(ip) && !isLoopback(ip) && !isLinkLocal(ip) && !within("224.0.0.0/4")(ip),
  "cidr(string): net.CIDR": parseCidr,
  "isCIDR(string): bool": isPrefix,
  "string(net.CIDR): string": ({ address, prefix }: CelCidr) => `${address.text}/${prefix}`,
  "net.CIDR.ip(): net.IP": ({ address }: CelCidr) => address,
  "net.CIDR.prefixLength(): int": ({ prefix }: CelCidr) => BigInt(prefix),
  "net.CIDR.containsIP(string): bool": (cidr: CelCidr, ip: string) => holds(cidr, parseIp(ip)),
  "net.CIDR.containsIP(net.IP): bool": holds,
  "net.CIDR.containsCIDR(string): bool": (outer: CelCidr, inner: string) =>
    holdsPrefix(outer, parseCidr(inner)),
  "net.CIDR.containsCIDR(net.CIDR): bool": holdsPrefix,
};
