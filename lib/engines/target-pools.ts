import { processState } from "@/lib/process-state";
import type { Deadline } from "./deadline";
import { engineSettings } from "./engine-settings";
import { acquireWithin, Semaphore } from "./semaphore";

/** Connections of one target and login. */
export interface ConnectionPool<Connection> {
  /** Never called for more connections at once than a pool may have. */
  connect(): Promise<Connection>;
  /** Give back once. `destroy` for a connection whose state is not known. */
  release(connection: Connection, destroy: boolean): void;
  end(): Promise<void>;
  readonly connectionCount: number;
  /** Those that are open and not lent. */
  readonly idleCount: number;
  closeIdle(): void;
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
  /** One for each connection that the pool may have. */
  readonly connections: Semaphore;
  /** Whoever has used it last. */
  tenant: string | undefined;
  users: number;
}

interface PoolState<Connection> {
  /** Least recently used first. */
  readonly entries: Map<string, Entry<Connection>>;
  /** A place for each pool in use: as long as one is held, some other pool is idle and can give way. */
  readonly places: Semaphore;
  /** One for each connection of the engine. */
  readonly connections: Semaphore;
  readonly ending: Set<Promise<void>>;
}

/**
 * One pool for each target and login of an engine. Targets share nothing. There are at most `maximumPools` of them with
 * connections, and at most `maximumConnections` in all; who finds all in use waits for a place until the deadline. What
 * nobody uses gives way, the least recently used first, a tenant's own before anybody else's.
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
   * @param tenant on whose behalf
   * @throws DomainError `query_timeout` at the deadline, and the driver's own errors while connecting.
   */
  async lease(target: Target, deadline: Deadline, tenant?: string): Promise<Lease<Connection>> {
    const entry = await this.#enter(target, deadline, tenant);
    const { connections } = this.#state();
    // The pool's own first: those who wait for a busy target must not hold what others could use.
    const held: Semaphore[] = [];
    const leave = () => {
      for (const semaphore of held) semaphore.release();
      this.#leave(entry);
    };
    let connecting: Promise<Connection> | undefined;
    try {
      for (const semaphore of [entry.connections, connections]) {
        if (!semaphore.tryAcquire()) await acquireWithin(semaphore, deadline);
        held.push(semaphore);
      }
      this.#makeRoom(entry);
      connecting = entry.pool.connect();
      return this.#lent(entry, await deadline.race(connecting), leave);
    } catch (error) {
      // A connection that comes after the deadline goes back unused.
      if (connecting) connecting.then((late) => entry.pool.release(late, false), ignore).finally(leave);
      else leave();
      throw error;
    }
  }

  #lent(entry: Entry<Connection>, connection: Connection, leave: () => void): Lease<Connection> {
    let given = false;
    return {
      connection,
      release: (destroy = false) => {
        if (given) return;
        given = true;
        entry.pool.release(connection, destroy);
        leave();
      },
    };
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
      connections: new Semaphore(engineSettings().maximumConnections),
      ending: new Set(),
    }));
  }

  /** Waits where somebody has to give way: the pool is not in use yet, and there is no free place for another. */
  async #enter(target: Target, deadline: Deadline, tenant: string | undefined): Promise<Entry<Connection>> {
    const key = this.#keyOf(target);
    const { entries, places } = this.#state();
    if (!entries.get(key)?.users && !places.tryAcquire()) {
      await acquireWithin(places, deadline);
      // Somebody else may have brought the same pool into use meanwhile, with a place of its own.
      if (entries.get(key)?.users) places.release();
    }
    const entry = entries.get(key) ?? this.#open(target, tenant);
    entry.users += 1;
    entry.tenant = tenant;
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  }

  #open(target: Target, tenant: string | undefined): Entry<Connection> {
    const { maximumPools, maximumPoolsPerTenant, maximumConnectionsPerPool } = engineSettings();
    const { entries } = this.#state();
    const own = [...entries].filter(([, entry]) => tenant !== undefined && entry.tenant === tenant);
    if (own.length >= maximumPoolsPerTenant) this.#endLeastRecentlyUsed(own);
    if (entries.size >= maximumPools) this.#endLeastRecentlyUsed([...entries]);
    const connections = new Semaphore(maximumConnectionsPerPool);
    return { pool: this.#createPool(target), connections, tenant, users: 0 };
  }

  /** Closes what is idle elsewhere before a connection too many is opened. */
  #makeRoom(wanting: Entry<Connection>): void {
    if (wanting.pool.idleCount > 0) return;
    let excess = this.usage().connections + 1 - engineSettings().maximumConnections;
    for (const { pool } of excess > 0 ? this.#state().entries.values() : []) {
      for (let idle = pool.idleCount; idle > 0 && excess > 0; idle -= 1, excess -= 1) pool.closeIdle();
    }
  }

  #leave(entry: Entry<Connection>): void {
    entry.users -= 1;
    if (entry.users === 0) this.#state().places.release();
  }

  #endLeastRecentlyUsed(entries: readonly (readonly [string, Entry<Connection>])[]): void {
    const idle = entries.find(([, entry]) => entry.users === 0);
    if (idle) this.#end(idle[0]);
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
