import { LRUCache } from "lru-cache";
import { now } from "@/lib/clock";
import { hasChangedSince } from "./recent-changes";

interface Read<T> {
  readonly value: Promise<T>;
  readonly readAt: number;
}

/** Changes of other instances count within 5 s; the rest is for the read itself. */
const freshMilliseconds = 4_500;

/**
 * What the metadata said a moment ago, for the decisions of every view: at most 5 s old, read anew right after any
 * command of this process, and never data of a source. A failed read is nobody's answer.
 */
export class RecentReads<T> {
  readonly #reads: LRUCache<string, Read<T>>;

  constructor(maximum: number) {
    this.#reads = new LRUCache({ max: maximum });
  }

  /** The value of this name, from the last few seconds or from `read`. */
  get(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.#reads.get(name);
    if (known && isFresh(known.readAt)) return known.value;
    const begun = { value: read(), readAt: now().getTime() };
    this.#reads.set(name, begun);
    begun.value.catch(() => {
      if (this.#reads.peek(name) === begun) this.#reads.delete(name);
    });
    return begun.value;
  }

  /** Makes the next look at this name a look at the database. */
  forget(name: string): void {
    this.#reads.delete(name);
  }
}

function isFresh(readAt: number): boolean {
  const age = now().getTime() - readAt;
  return age >= 0 && age < freshMilliseconds && !hasChangedSince(readAt);
}
