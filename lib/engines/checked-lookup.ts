import type { LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { engineErrors } from "./engine-errors";
import { isReservedAddress, isReservedHost } from "./reserved-addresses";
import { resolveHost } from "./resolve-host";

/**
 * Resolves a host for dialling: what is given back is what was checked, and nobody resolves again. One reserved address
 * among several refuses them all, since the next connection might be sent there.
 *
 * @throws DomainError `data_source_unavailable` for a reserved host or address, and the system's error for no address.
 */
export async function resolveAllowed(host: string): Promise<readonly LookupAddress[]> {
  requireAllowedHost(host);
  const addresses = await resolveHost(host);
  if (addresses.some(({ address }) => isReservedAddress(address))) throw engineErrors.notAllowed();
  return addresses;
}

/**
 * For a socket's or an agent's `lookup`, so that names resolve to allowed addresses only. Node does not ask it about a
 * host that is an address already: those go through `requireAllowedHost` first.
 */
export const checkedLookup: LookupFunction = lookupBy(resolveAllowed);

/** A `lookup` in Node's own form, of whatever resolves a host. */
export function lookupBy(resolve: (host: string) => Promise<readonly LookupAddress[]>): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (found) => {
        const wanted = found.filter(({ family }) => !options.family || isWantedFamily(options.family, family));
        const [first] = wanted;
        if (!first) callback(Object.assign(new Error("No address"), { code: "ENOTFOUND" }), []);
        else if (options.all) callback(null, [...wanted]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

/**
 * Refuses a host that is reserved as it is written.
 *
 * @throws DomainError `data_source_unavailable`
 */
export function requireAllowedHost(host: string): void {
  const bare = host.replace(/^\[|\]$/g, "");
  if (isReservedHost(bare) || (bare.includes(":") && !isIP(bare))) throw engineErrors.notAllowed();
}

function isWantedFamily(wanted: number | "IPv4" | "IPv6", family: number): boolean {
  return wanted === family || wanted === `IPv${family}`;
}
