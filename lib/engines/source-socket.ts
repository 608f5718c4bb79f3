import { Socket } from "node:net";
import { lookupBy, resolveAllowed } from "./checked-lookup";
import { engineErrors } from "./engine-errors";
import { engineSettings } from "./engine-settings";
import { isOwnDatabase, type SourcePlace } from "./own-database";

const watchMilliseconds = 50;

/** What a protocol puts around the values that the limit of a result counts. */
const spareBytes = 4 * 1024 * 1024;

/**
 * A socket that reaches its place or nothing: wherever a driver asks it to connect, the host is resolved once, its
 * addresses are checked, and one of exactly those is dialled. A name that changes its address between a check and the
 * dialling gains nothing by it.
 */
export class SourceSocket extends Socket {
  constructor(readonly place: SourcePlace) {
    super();
  }

  #watch: NodeJS.Timeout | undefined;

  /**
   * Ends the connection if one answer is larger than any that is read. Drivers keep a value until its last byte has
   * come: looked at only then, a single one could fill this process's memory.
   */
  limitAnswer(): void {
    this.endAnswer();
    const limit = this.bytesRead + engineSettings().maximumResultBytes + spareBytes;
    this.#watch = setInterval(() => {
      if (this.bytesRead > limit) this.destroy(engineErrors.tooLarge());
    }, watchMilliseconds).unref();
  }

  /** Once the answer has come. */
  endAnswer(): void {
    clearInterval(this.#watch);
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
