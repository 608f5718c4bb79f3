import { Semaphore } from "../semaphore";

interface Lane {
  readonly places: Semaphore;
  users: number;
}

/** Bounds what runs at once, in total and for one target: a tenant with many slow queries leaves places for the others. */
export class QueryPlaces {
  readonly #all: Semaphore;
  readonly #lanes = new Map<string, Lane>();
  readonly #perTarget: number;

  constructor(total: number) {
    this.#all = new Semaphore(total);
    this.#perTarget = Math.max(1, Math.floor(total / 2));
  }

  /** Waits for a place; what it resolves with gives the place back, once. */
  async acquire(targetKey: string): Promise<() => void> {
    const lane = this.#lanes.get(targetKey) ?? { places: new Semaphore(this.#perTarget), users: 0 };
    this.#lanes.set(targetKey, lane);
    lane.users += 1;
    await lane.places.acquire();
    await this.#all.acquire();
    return () => {
      this.#all.release();
      lane.places.release();
      lane.users -= 1;
      if (lane.users === 0) this.#lanes.delete(targetKey);
    };
  }
}
