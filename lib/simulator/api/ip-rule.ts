/** Rules for IP addresses and CIDR blocks, refused in the API server's words. */

const V4_PART = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const V4 = new RegExp(`^${V4_PART}(?:\\.${V4_PART}){3}$`);

const IP_FAULT = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
const CIDR_FAULT = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

export function isIpv4(text: string): boolean {
  return V4.test(text);
}

/** With at most one `::`, the last 32 bits possibly written as IPv4. */
export function isIpv6(text: string): boolean {
  if (!/^[0-9A-Fa-f:.]+$/.test(text) || !text.includes(":")) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const tail = last.includes(".") ? 1 : 0;
  if (tail === 1 && !isIpv4(last)) return false;
  const hex = tail === 1 ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  const count = groups.length + tail;
  return halves.length === 2 ? count < 8 : count === 8;
}

export function isIp(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

/** Old fields take leading zeros too. */
export function ipFaults(text: string): readonly string[] {
  return isIp(text.replace(/\b0+(?=\d)/g, "")) ? [] : [IP_FAULT];
}

export function cidrFaults(text: string): readonly string[] {
  return cidrOf(text.replace(/\b0+(?=\d)/g, "")) === undefined ? [CIDR_FAULT] : [];
}

export type Cidr = {
  readonly bits: bigint;
  readonly length: number;
  readonly width: 32 | 128;
};

/** Undefined for text that is no block. */
export function cidrOf(text: string): Cidr | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const [, address = "", length = ""] = match ?? [];
  const bits = addressBits(address);
  const width = isIpv4(address) ? 32 : 128;
  if (bits === undefined || Number(length) > width) return undefined;
  return { bits, length: Number(length), width };
}

/** Whether `inner` lies within `outer` and is smaller. */
export function isStrictPart(inner: Cidr, outer: Cidr): boolean {
  if (inner.width !== outer.width || outer.length >= inner.length) return false;
  const rest = BigInt(outer.width - outer.length);
  return inner.bits >> rest === outer.bits >> rest;
}

function addressBits(address: string): bigint | undefined {
  if (isIpv4(address)) {
    return address.split(".").reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
  }
  if (!isIpv6(address) || address.includes(".")) return isIpv6(address) ? 0n : undefined;
  const [head = "", tail] = address.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...new Array<string>(gap).fill("0"), ...after].reduce(
    (bits, group) => (bits << 16n) | BigInt(`0x${group}`),
    0n,
  );
}

/** Addresses that can be nobody's from afar. */
export function specialAddressFaults(address: string): readonly string[] {
  if (address === "0.0.0.0" || address === "::") return [`may not be unspecified (${address})`];
  const faults: string[] = [];
  if (address.startsWith("127.") || address === "::1") {
    faults.push("may not be in the loopback range (127.0.0.0/8, ::1/128)");
  }
  if (address.startsWith("169.254.") || /^fe[89ab]/i.test(address)) {
    faults.push("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
  }
  if (address.startsWith("224.0.0.") || /^ff02/i.test(address)) {
    faults.push("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
  }
  return faults;
}
