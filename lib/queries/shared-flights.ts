import { setMaxListeners } from "node:events";
import { engineErrors } from "@/lib/engines/engine-errors";

interface Flight<T> {
  readonly landing: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

/**
 * Lets equal work that is asked for at the same time be done once. Who leaves stops waiting at once; the work itself is
 * aborted when nobody waits any more, and then nobody new joins it either. A failure is everybody's who waits, and
 * nobody's after them.
 */
export class SharedFlights<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /**
   * @returns what `work` gives, and whether somebody else had begun it
   * @throws DomainError `query_timeout` to who leaves, and whatever `work` throws
   */
  async join(
    key: string,
    work: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<{ readonly value: T; readonly joined: boolean }> {
    if (signal?.aborted) throw engineErrors.cancelled();
    const known = this.#flights.get(key);
    const flight = known ?? this.#begin(key, work);
    return { value: await this.#wait(key, flight, signal), joined: known !== undefined };
  }

  #begin(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const abort = new AbortController();
    const flight: Flight<T> = { landing: work(abort.signal), abort, waiting: 0 };
    this.#flights.set(key, flight);
    const end = () => this.#end(key, flight);
    flight.landing.then(end, end);
    return flight;
  }

  #wait(key: string, flight: Flight<T>, signal?: AbortSignal): Promise<T> {
    flight.waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        reject(engineErrors.cancelled());
        flight.waiting -= 1;
        if (flight.waiting > 0) return;
        this.#end(key, flight);
        flight.abort.abort();
      };
      // One request waits for many cards under one signal.
      if (signal) setMaxListeners(0, signal);
      signal?.addEventListener("abort", leave, { once: true });
      flight.landing.then(resolve, reject).finally(() => signal?.removeEventListener("abort", leave));
    });
  }

  #end(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
