import { BlockList, isIP } from "node:net";

/** Where clouds hand out credentials, the link-local ranges they do it in, and what is no single machine's address. */
const reserved = new BlockList();
reserved.addSubnet("0.0.0.0", 8, "ipv4");
reserved.addSubnet("169.254.0.0", 16, "ipv4");
reserved.addAddress("100.100.100.200", "ipv4");
reserved.addAddress("168.63.129.16", "ipv4");
reserved.addAddress("192.0.0.192", "ipv4");
reserved.addSubnet("224.0.0.0", 4, "ipv4");
reserved.addSubnet("240.0.0.0", 4, "ipv4");
reserved.addAddress("::", "ipv6");
reserved.addSubnet("fe80::", 10, "ipv6");
reserved.addSubnet("fd00:ec2::", 32, "ipv6");
reserved.addSubnet("fd20:ce::", 32, "ipv6");
reserved.addSubnet("ff00::", 8, "ipv6");
// Tunnels that hold an IPv4 address where only a router would look for it.
reserved.addSubnet("2001::", 32, "ipv6");
reserved.addSubnet("2002::", 16, "ipv6");

const reservedNames =
  /^(?:metadata|metadata\.google\.internal|metadata\.goog|metadata\.azure\.(?:com|internal)|instance-data(?:\.ec2\.internal)?)$/;

/** Prefixes of 96 bits that an IPv4 address follows: compatible, mapped, translated, and the two of NAT64. */
const ipv4Prefixes = new Set(["0:0:0:0:0:0", "0:0:0:0:0:ffff", "0:0:0:0:ffff:0", "64:ff9b:0:0:0:0", "64:ff9b:1:0:0:0"]);

/** Whether nobody may be sent to this address, in whichever of its spellings; true as well for what is no address. */
export function isReservedAddress(address: string): boolean {
  const canonical = canonicalAddress(address);
  if (canonical === null) return true;
  return reserved.check(canonical, isIP(canonical) === 6 ? "ipv6" : "ipv4");
}

/** Whether a host is reserved as it is written, before anybody has resolved it. */
export function isReservedHost(host: string): boolean {
  if (isIP(host)) return isReservedAddress(host);
  const name = host.toLowerCase().replace(/\.$/, "");
  return reservedNames.test(name) || looksLikeDisguisedAddress(name);
}

/**
 * The one spelling of an address, an IPv4 address inside an IPv6 one told as IPv4; null for what is no address, or one
 * that is bound to a network card.
 */
export function canonicalAddress(address: string): string | null {
  const family = isIP(address);
  if (family === 0 || address.includes("%")) return null;
  if (family === 4) return address;
  const groups = groupsOf(new URL(`http://[${address}]/`).hostname.slice(1, -1));
  const low = groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]);
  const prefix = groups.slice(0, 6).map((group) => group.toString(16));
  const isOwn = groups.slice(0, 7).every((group) => group === 0) && (groups[7] ?? 0) <= 1;
  if (!isOwn && ipv4Prefixes.has(prefix.join(":"))) return low.join(".");
  return groups.map((group) => group.toString(16)).join(":");
}

/** The eight numbers of an IPv6 address that is written in hexadecimal alone. */
function groupsOf(address: string): number[] {
  const [before = "", after] = address.split("::");
  const numbers = (part: string) =>
    part.split(":").flatMap((group) => (group === "" ? [] : [Number.parseInt(group, 16)]));
  const [high, low] = [numbers(before), numbers(after ?? "")];
  return [...high, ...new Array<number>(8 - high.length - low.length).fill(0), ...low];
}

/** `2852039166`, `0xa9.254.1.1`, `0251.0376.1.1`: libraries disagree on what these are, so nobody may use them. */
function looksLikeDisguisedAddress(name: string): boolean {
  return /^(?:\d+|0x[0-9a-f]*)$/.test(name.split(".").at(-1) ?? "");
}
