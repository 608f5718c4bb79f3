import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import type { DatabaseLocation } from "./database-url";

/** Addresses at which clouds hand out credentials, and the link-local ranges they live in. */
const reserved = new BlockList();
reserved.addSubnet("169.254.0.0", 16, "ipv4");
reserved.addSubnet("0.0.0.0", 8, "ipv4");
reserved.addAddress("100.100.100.200", "ipv4");
reserved.addAddress("168.63.129.16", "ipv4");
reserved.addAddress("192.0.0.192", "ipv4");
reserved.addSubnet("fe80::", 10, "ipv6");
reserved.addSubnet("fd00:ec2::", 32, "ipv6");
reserved.addAddress("::", "ipv6");

const reservedNames =
  /^(?:metadata|metadata\.google\.internal|metadata\.goog|metadata\.azure\.(?:com|internal)|instance-data(?:\.ec2\.internal)?)\.?$/;

/**
 * Lets a location pass that an admin can mean: not a link-local or cloud metadata address, however it is written or
 * resolved, and not the database that the portal keeps its own records in.
 *
 * @throws DomainError `invalid_input`
 */
export async function requireAllowedLocation(location: DatabaseLocation): Promise<void> {
  const addresses = await addressesOf(location.host);
  if (reservedNames.test(location.host) || looksLikeDisguisedAddress(location.host) || addresses.some(isReserved)) {
    throw refusedHost();
  }
  await requireForeignDatabase(location);
}

/**
 * Refuses the portal's own metadata database under any of its names. Called again on every filled-in template, whose
 * database comes from a value.
 *
 * @throws DomainError `invalid_input`
 */
export async function requireForeignDatabase(location: DatabaseLocation): Promise<void> {
  const own = ownDatabase();
  if (!own || own.port !== location.port || own.database !== location.database.toLowerCase()) return;
  const [ours, theirs] = await Promise.all([addressesOf(own.host), addressesOf(location.host)]);
  const same = own.host === location.host || theirs.some((address) => ours.includes(address));
  if (same || (ours.some(isLoopback) && theirs.some(isLoopback))) {
    throw new DomainError("invalid_input", "This is the portal's own database", {
      "settings.url": "This is the portal's own database",
    });
  }
}

function ownDatabase() {
  try {
    const url = new URL(env().DATABASE_URL);
    const host = url.searchParams.get("host") ?? url.hostname.replace(/^\[|\]$/g, "");
    const database = decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username);
    return {
      host: host.startsWith("/") ? "localhost" : host,
      port: Number(url.port || 5432),
      database: database.toLowerCase(),
    };
  } catch {
    return null;
  }
}

/** A name that does not resolve has no address; the engine will say that it cannot be reached. */
async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host)) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

function isReserved(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isReserved(mapped);
  return reserved.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127\./i.test(address);
}

/** `2852039166`, `0xa9.254.1.1`, `0251.0376.1.1`: libraries disagree on what these are, so nobody may use them. */
function looksLikeDisguisedAddress(host: string): boolean {
  if (isIP(host)) return false;
  const last = host.replace(/\.$/, "").split(".").at(-1) ?? "";
  return /^(?:\d+|0x[0-9a-f]*)$/i.test(last);
}

function refusedHost(): DomainError {
  const message = "This address is reserved and cannot be a data source";
  return new DomainError("invalid_input", message, { "settings.url": message });
}
