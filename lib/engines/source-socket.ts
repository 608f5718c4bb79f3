import { Socket } from "node:net";
import { lookupBy, resolveAllowed } from "./checked-lookup";
import { engineErrors } from "./engine-errors";
import { isOwnDatabase, type SourcePlace } from "./own-database";

/**
 * A socket that reaches its place or nothing: wherever a driver asks it to connect, the host is resolved once, its
 * addresses are checked, and one of exactly those is dialled. A name that changes its address between a check and the
 * dialling gains nothing by it.
 */
export class SourceSocket extends Socket {
  constructor(readonly place: SourcePlace) {
    super();
  }

  override connect(): this {
    // Named for every host: one that is an address would be dialled without asking for a lookup.
    const host = "source";
    return super.connect({ host, port: this.place.port, lookup: lookupBy(() => resolvePlace(this.place)) });
  }
}

async function resolvePlace(place: SourcePlace) {
  const addresses = await resolveAllowed(place.host);
  const own = await isOwnDatabase(
    place,
    addresses.map(({ address }) => address),
  );
  if (own) throw engineErrors.notAllowed();
  return addresses;
}
