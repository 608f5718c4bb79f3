import { isWorthLoading, type OpenInstance, openInstance } from "./open-instance";
import type { WorkerSettings, WorkerTarget } from "./worker-protocol";

interface Entry {
  readonly opening: Promise<OpenInstance>;
  users: number;
  /** How often it was lent. */
  uses: number;
  retired: boolean;
}

/** A target that is asked this often has its small files loaded: one that comes and goes would only pay for it. */
const usesBeforeLoading = 8;

/** Keeps one open instance per target, the least recently used idle one giving way; no two targets ever share one. */
export class InstanceCache {
  readonly #entries = new Map<string, Entry>();

  constructor(readonly settings: WorkerSettings) {}

  /** Lends the target's instance for the time of `use`, opening it when needed. */
  async with<T>(target: WorkerTarget, use: (open: OpenInstance) => Promise<T>): Promise<T> {
    const entry = this.#enter(target);
    entry.uses += 1;
    if (entry.uses === usesBeforeLoading && target.tables.some(isWorthLoading)) void this.#replace(target, entry);
    try {
      return await use(await entry.opening);
    } finally {
      entry.users -= 1;
      if (entry.retired && entry.users === 0) close(entry);
    }
  }

  /** Forgets an instance that failed beyond repair; the next query opens a fresh one. */
  retire(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    entry.retired = true;
    if (entry.users === 0) close(entry);
  }

  #enter(target: WorkerTarget): Entry {
    let entry = this.#entries.get(target.key);
    if (!entry) {
      this.#makeRoom();
      entry = { opening: openInstance(target, this.settings), users: 0, uses: 0, retired: false };
      entry.opening.catch(() => this.retire(target.key));
    }
    entry.users += 1;
    this.#entries.delete(target.key);
    this.#entries.set(target.key, entry);
    return entry;
  }

  /** Opens the same target with its small files in memory, and lends that from then on. */
  async #replace(target: WorkerTarget, entry: Entry): Promise<void> {
    const opening = openInstance(target, this.settings, { load: true });
    // Without it the one that is open goes on.
    const [before, opened] = await Promise.all([entry.opening, opening]).catch(() => []);
    const loaded = { opening, users: 0, uses: usesBeforeLoading, retired: false };
    // A fetched file may have given way to others meanwhile.
    const isWhole = before && opened && opened.broken.length <= before.broken.length;
    if (!isWhole || this.#entries.get(target.key) !== entry) return close(loaded);
    this.retire(target.key);
    this.#entries.set(target.key, loaded);
  }

  #makeRoom(): void {
    if (this.#entries.size < this.settings.maximumInstances) return;
    for (const [key, entry] of this.#entries) {
      if (entry.users > 0) continue;
      this.retire(key);
      return;
    }
  }
}

function close(entry: Entry): void {
  entry.opening.then(
    ({ instance, idle }) => {
      for (const connection of idle) connection.closeSync();
      instance.closeSync();
    },
    () => {},
  );
}
