/** Rules for IP addresses and CIDR blocks, refused in the API server's words. */

const V4_PART = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const V4 = new RegExp(`^${V4_PART}(?:\\.${V4_PART}){3}$`);

const IP_FAULT = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

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

const CIDR_FAULT = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

/** An address and the length of its network's part. */
export function cidrFaults(text: string): readonly string[] {
  const [address = "", bits = "", ...more] = text.split("/");
  const plain = address.replace(/\b0+(?=\d)/g, "");
  const largest = isIpv4(plain) ? 32 : isIpv6(plain) ? 128 : -1;
  const isGood = more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= largest;
  return isGood ? [] : [CIDR_FAULT];
}
