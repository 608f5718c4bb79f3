import { isIP, type LookupFunction } from "node:net";
import { lookupBy, requireAllowedHost, resolveAllowed } from "@/lib/engines/checked-lookup";
import { canonicalAddress } from "@/lib/engines/reserved-addresses";
import { resolveHost } from "@/lib/engines/resolve-host";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";

/**
 * Refuses an address that this server must not call or send people to: anything but https, the reserved addresses of
 * clouds, and this machine itself. Hosts in `BULKHEAD_OIDC_LOCAL_HOSTS` are let through, over http too.
 *
 * @throws DomainError `invalid_input`
 */
export function requireIssuerAddress(address: string | URL): void {
  const url = typeof address === "string" && !URL.canParse(address) ? null : new URL(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw notAllowed();
  if (isLocalHost(url.hostname)) return;
  if (url.protocol !== "https:") throw notAllowed();
  const host = url.hostname.replace(/^\[|\]$/g, "");
  try {
    requireAllowedHost(host);
  } catch {
    throw notAllowed();
  }
  if (host === "localhost" || host.endsWith(".localhost") || (isIP(host) && isLoopback(host))) throw notAllowed();
}

/** Resolves the host of such an address for dialling; what is given back is what was checked. */
export function lookupFor(url: URL): LookupFunction {
  return isLocalHost(url.hostname) ? lookupBy(resolveHost) : beyondThisMachine;
}

const beyondThisMachine = lookupBy(async (host) => {
  const addresses = await resolveAllowed(host);
  if (addresses.some(({ address }) => isLoopback(address))) throw notAllowed();
  return addresses;
});

function isLocalHost(hostname: string): boolean {
  return env()
    .BULKHEAD_OIDC_LOCAL_HOSTS.split(",")
    .some((host) => host.trim() !== "" && host.trim().toLowerCase() === hostname);
}

function isLoopback(address: string): boolean {
  const canonical = canonicalAddress(address);
  return canonical === null || canonical.startsWith("127.") || canonical === "0:0:0:0:0:0:0:1";
}

function notAllowed(): DomainError {
  const message = "An identity provider is reached over https at an address outside this machine";
  return new DomainError("invalid_input", message, { issuer: message });
}
