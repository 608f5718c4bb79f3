import type { Deadline } from "./deadline";

/** A number of places, handed out in the order they were asked for. */
export class Semaphore {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  /** Takes a place if one is free right now. */
  tryAcquire(): boolean {
    if (this.#free === 0) return false;
    this.#free -= 1;
    return true;
  }

  /** Resolves once a place is taken. Who gives up waiting must still release the place when it comes. */
  async acquire(): Promise<void> {
    if (this.tryAcquire()) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

/**
 * Takes a place before the deadline, or gives it back when it comes too late.
 *
 * @throws DomainError `query_timeout`
 */
export async function acquireWithin(semaphore: Semaphore, deadline: Deadline): Promise<void> {
  const acquiring = semaphore.acquire();
  try {
    await deadline.race(acquiring);
  } catch (error) {
    acquiring.then(() => semaphore.release());
    throw error;
  }
}
