import { isOwnDatabase } from "@/lib/engines/own-database";
import { isReservedAddress, isReservedHost } from "@/lib/engines/reserved-addresses";
import { resolveHost } from "@/lib/engines/resolve-host";
import { DomainError } from "@/lib/errors";
import type { DatabaseLocation } from "./database-url";

/**
 * Lets a location pass that an admin can mean: not a link-local or cloud metadata address, however it is written or
 * resolves now, and not the database that the portal keeps its own records in. What a name resolves to later is looked
 * at again when it is dialled.
 *
 * @throws DomainError `invalid_input`
 */
export async function requireAllowedLocation(location: DatabaseLocation): Promise<void> {
  await requireOpenLocation(location);
  // A name that does not resolve has no address; the engine will say that it cannot be reached.
  const addresses = await resolveHost(location.host).catch(() => []);
  if (addresses.some(({ address }) => isReservedAddress(address))) throw reservedHost();
}

/**
 * The same as far as it can be told without resolving a name, for every filled-in template, whose database comes from a
 * value: the engines check the addresses that they dial.
 *
 * @throws DomainError `invalid_input`
 */
export async function requireOpenLocation(location: DatabaseLocation): Promise<void> {
  if (isReservedHost(location.host)) throw reservedHost();
  if (await isOwnDatabase(location)) throw refused("This is the portal's own database");
}

function reservedHost(): DomainError {
  return refused("This address is reserved and cannot be a data source");
}

function refused(message: string): DomainError {
  return new DomainError("invalid_input", message, { "settings.url": message });
}
