import type { Deadline } from "@/lib/engines/deadline";
import { DomainError } from "@/lib/errors";

export interface PlaceLimits {
  /** Of all parties together. */
  readonly total: number;
  readonly perParty: number;
  readonly waitingPerParty: number;
  readonly waitingTotal: number;
}

/** Who wants to run something, and on what. */
export interface PlaceRequest {
  readonly party: string;
  readonly source: string;
  /** What the source can run at once. */
  readonly sourcePlaces: number;
}

interface Waiter extends PlaceRequest {
  readonly number: number;
  readonly enter: () => void;
}

/**
 * Places to run queries in, shared fairly: a free place goes to the party that holds fewest, and no party can take all of
 * a source. Who has many queries waits for its own, and holds up nobody else's.
 */
export class FairPlaces {
  readonly #limits: () => PlaceLimits;
  readonly #running = new Map<string, number>();
  readonly #waiting = new Map<string, Waiter[]>();
  #total = 0;
  #asked = 0;

  /** @param limits read at each step, so that they can change while running */
  constructor(limits: () => PlaceLimits) {
    this.#limits = limits;
  }

  /**
   * Resolves with what gives the place back, to be called once.
   *
   * @throws DomainError `rate_limited` when too many wait already, and the deadline's reason
   */
  async take(request: PlaceRequest, deadline: Deadline): Promise<() => void> {
    if (deadline.reason) throw deadline.reason;
    if (this.#hasRoom(request)) this.#enter(request);
    else await this.#wait(request, deadline);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#leave(request);
    };
  }

  usage(): { readonly running: number; readonly waiting: number } {
    return { running: this.#total, waiting: this.#waitingTotal() };
  }

  #hasRoom({ party, source, sourcePlaces }: PlaceRequest): boolean {
    const { total, perParty } = this.#limits();
    const ofSource = Math.max(1, Math.floor((sourcePlaces * 2) / 3));
    return (
      this.#total < total &&
      this.#count(partyKey(party)) < perParty &&
      this.#count(sourceKey(source)) < sourcePlaces &&
      this.#count(bothKey(party, source)) < ofSource
    );
  }

  #wait(request: PlaceRequest, deadline: Deadline): Promise<void> {
    const { party } = request;
    const queue = this.#waiting.get(party) ?? [];
    const { waitingPerParty, waitingTotal } = this.#limits();
    if (queue.length >= waitingPerParty || this.#waitingTotal() >= waitingTotal) {
      throw new DomainError("rate_limited", "Too many queries are waiting, try again in a moment");
    }
    return new Promise((resolve, reject) => {
      this.#asked += 1;
      const waiter = { ...request, number: this.#asked, enter: resolve };
      queue.push(waiter);
      this.#waiting.set(party, queue);
      deadline.onStop((reason) => {
        if (this.#remove(waiter)) reject(reason);
      });
    });
  }

  #leave(request: PlaceRequest): void {
    this.#add(request, -1);
    for (let next = this.#next(); next; next = this.#next()) {
      this.#remove(next);
      this.#enter(next);
      next.enter();
    }
  }

  /** Of those who could run now, one of the party that runs fewest; among equals the one who has waited longest. */
  #next(): Waiter | undefined {
    let best: Waiter | undefined;
    for (const queue of this.#waiting.values()) {
      const waiter = queue.find((one) => this.#hasRoom(one));
      if (waiter && (!best || this.#isBefore(waiter, best))) best = waiter;
    }
    return best;
  }

  #isBefore(one: Waiter, other: Waiter): boolean {
    const difference = this.#count(partyKey(one.party)) - this.#count(partyKey(other.party));
    return difference === 0 ? one.number < other.number : difference < 0;
  }

  #remove(waiter: Waiter): boolean {
    const queue = this.#waiting.get(waiter.party) ?? [];
    const index = queue.indexOf(waiter);
    if (index < 0) return false;
    queue.splice(index, 1);
    if (queue.length === 0) this.#waiting.delete(waiter.party);
    return true;
  }

  #enter(request: PlaceRequest): void {
    this.#add(request, 1);
  }

  #add({ party, source }: PlaceRequest, change: 1 | -1): void {
    this.#total += change;
    for (const key of [partyKey(party), sourceKey(source), bothKey(party, source)]) {
      const count = this.#count(key) + change;
      if (count > 0) this.#running.set(key, count);
      else this.#running.delete(key);
    }
  }

  #count(key: string): number {
    return this.#running.get(key) ?? 0;
  }

  #waitingTotal(): number {
    return [...this.#waiting.values()].reduce((sum, queue) => sum + queue.length, 0);
  }
}

const partyKey = (party: string) => JSON.stringify(["party", party]);
const sourceKey = (source: string) => JSON.stringify(["source", source]);
const bothKey = (party: string, source: string) => JSON.stringify([party, source, "both"]);
