/** Somebody who waits for a piece of work that others may wait for too. */
export interface Waiter {
  /** Rejects when this one stops waiting; whether the work may go on without anybody is then in `keepsGoing`. */
  readonly signal: AbortSignal;
  readonly keepsGoing: () => boolean;
}

interface Running<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiters: number;
}

/** Runs equal work once at a time, for all who want it; it is stopped when the last of them has left. */
export class SharedWork<T> {
  readonly #running = new Map<string, Running<T>>();

  /** Settles as the work does, or rejects with the waiter's own reason as soon as it stops waiting. */
  async join(key: string, waiter: Waiter, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    waiter.signal.throwIfAborted();
    const running = this.#running.get(key) ?? this.#start(key, work);
    running.waiters += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        running.waiters -= 1;
        if (running.waiters === 0 && !waiter.keepsGoing()) this.#stop(key, running);
        reject(waiter.signal.reason);
      };
      waiter.signal.addEventListener("abort", leave, { once: true });
      const done = () => waiter.signal.removeEventListener("abort", leave);
      running.result.then(resolve, reject).finally(done);
    });
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const controller = new AbortController();
    const result = work(controller.signal).finally(() => {
      if (this.#running.get(key)?.controller === controller) this.#running.delete(key);
    });
    // Those who wait hear of a failure; when all have left there is nobody to tell.
    result.catch(() => {});
    const running = { result, controller, waiters: 0 };
    this.#running.set(key, running);
    return running;
  }

  /** Who comes after this starts anew. */
  #stop(key: string, running: Running<T>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
    running.controller.abort();
  }
}
