import { processState } from "@/lib/process-state";
import type { Deadline } from "./deadline";
import { engineSettings } from "./engine-settings";
import { Semaphore } from "./semaphore";

/** Connections of one target and login. */
export interface ConnectionPool<Connection> {
  connect(): Promise<Connection>;
  /** Give back once. `destroy` for a connection whose state is not known. */
  release(connection: Connection, destroy: boolean): void;
  end(): Promise<void>;
  readonly connectionCount: number;
}

export interface Lease<Connection> {
  readonly connection: Connection;
  /** Give back once. `destroy` for a connection whose state is not known. */
  release(destroy?: boolean): void;
}

export interface PoolUsage {
  readonly pools: number;
  readonly connections: number;
  readonly leases: number;
}

interface Entry<Connection> {
  readonly pool: ConnectionPool<Connection>;
  users: number;
}

interface PoolState<Connection> {
  /** Least recently used first. */
  readonly entries: Map<string, Entry<Connection>>;
  /** A place for each pool in use: as long as one is held, some other pool is idle and can give way. */
  readonly places: Semaphore;
  readonly ending: Set<Promise<void>>;
}

/**
 * One pool for each target and login of an engine. Targets share nothing; there are at most `maximumPools` of them with
 * connections, and who finds all in use waits for a place until the deadline.
 */
export class TargetPools<Target, Connection> {
  readonly #engine: string;
  readonly #keyOf: (target: Target) => string;
  readonly #createPool: (target: Target) => ConnectionPool<Connection>;

  /**
   * @param keyOf everything that decides what a connection may see; the password too, so that a wrong one cannot borrow
   * a right one's pool
   */
  constructor(
    engine: string,
    keyOf: (target: Target) => string,
    createPool: (target: Target) => ConnectionPool<Connection>,
  ) {
    this.#engine = engine;
    this.#keyOf = keyOf;
    this.#createPool = createPool;
  }

  /**
   * Lends a connection to exactly this target and login.
   *
   * @throws DomainError `query_timeout` at the deadline, and the driver's own errors while connecting.
   */
  async lease(target: Target, deadline: Deadline): Promise<Lease<Connection>> {
    const entry = this.#enterNow(target) ?? (await this.#enterLater(target, deadline));
    const connecting = entry.pool.connect();
    try {
      const connection = await deadline.race(connecting);
      let given = false;
      return {
        connection,
        release: (destroy = false) => {
          if (given) return;
          given = true;
          entry.pool.release(connection, destroy);
          this.#leave(entry);
        },
      };
    } catch (error) {
      // A connection that comes after the deadline goes back unused.
      connecting.then((connection) => entry.pool.release(connection, false), ignore).finally(() => this.#leave(entry));
      throw error;
    }
  }

  /** Ends every pool; connections in use end when they are given back. */
  async close(): Promise<void> {
    const { entries, ending } = this.#state();
    for (const key of [...entries.keys()]) this.#end(key);
    await Promise.all(ending);
  }

  /** How many targets hold a pool, how many connections they hold together, and how many leases are not given back. */
  usage(): PoolUsage {
    const { entries } = this.#state();
    const usage = { pools: entries.size, connections: 0, leases: 0 };
    for (const { pool, users } of entries.values()) {
      usage.connections += pool.connectionCount;
      usage.leases += users;
    }
    return usage;
  }

  #state(): PoolState<Connection> {
    return processState(`engines.${this.#engine}.pools`, () => ({
      entries: new Map(),
      places: new Semaphore(engineSettings().maximumPools),
      ending: new Set(),
    }));
  }

  /** Enters at once where nobody has to give way: the pool is in use already, or there is a free place for it. */
  #enterNow(target: Target): Entry<Connection> | undefined {
    const key = this.#keyOf(target);
    const { entries, places } = this.#state();
    return entries.get(key)?.users || places.tryAcquire() ? this.#enter(key, target) : undefined;
  }

  async #enterLater(target: Target, deadline: Deadline): Promise<Entry<Connection>> {
    const { entries, places } = this.#state();
    const acquiring = places.acquire();
    try {
      await deadline.race(acquiring);
    } catch (error) {
      acquiring.then(() => places.release());
      throw error;
    }
    const key = this.#keyOf(target);
    // Somebody else may have brought the same pool into use meanwhile, with a place of its own.
    if (entries.get(key)?.users) places.release();
    return this.#enter(key, target);
  }

  #enter(key: string, target: Target): Entry<Connection> {
    const { entries } = this.#state();
    let entry = entries.get(key);
    if (!entry) {
      if (entries.size >= engineSettings().maximumPools) this.#endLeastRecentlyUsed();
      entry = { pool: this.#createPool(target), users: 0 };
    }
    entry.users += 1;
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  }

  #leave(entry: Entry<Connection>): void {
    entry.users -= 1;
    if (entry.users === 0) this.#state().places.release();
  }

  #endLeastRecentlyUsed(): void {
    for (const [key, entry] of this.#state().entries) {
      if (entry.users > 0) continue;
      this.#end(key);
      return;
    }
  }

  #end(key: string): void {
    const { entries, ending } = this.#state();
    const pool = entries.get(key)?.pool;
    if (!pool) return;
    entries.delete(key);
    const ended = pool.end().catch(ignore);
    ending.add(ended);
    ended.finally(() => ending.delete(ended));
  }
}

function ignore(): void {}
