import type pg from "pg";
import { processState } from "@/lib/process-state";
import type { Deadline } from "../deadline";
import type { PostgresTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import { Semaphore } from "../semaphore";
import { createPool } from "./create-pool";

interface Entry {
  readonly pool: pg.Pool;
  users: number;
}

interface Pools {
  /** Least recently used first. */
  readonly entries: Map<string, Entry>;
  /** A place for each pool in use: as long as one is held, some other pool is idle and can give way. */
  readonly places: Semaphore;
  readonly ending: Set<Promise<void>>;
}

export interface Lease {
  readonly client: pg.PoolClient;
  /** Give back once. `destroy` for a connection whose state is not known. */
  release(destroy?: boolean): void;
}

/**
 * Lends a connection to exactly this target and login. Targets share nothing; there are at most `maximumPools` of them
 * with connections, and who finds all in use waits for a place until the deadline.
 *
 * @throws DomainError `query_timeout` at the deadline, and the driver's own errors while connecting.
 */
export async function leaseClient(target: PostgresTarget, deadline: Deadline): Promise<Lease> {
  const entry = enterPoolNow(target) ?? (await enterPoolLater(target, deadline));
  const connecting = entry.pool.connect();
  try {
    const client = await deadline.race(connecting);
    let given = false;
    return {
      client,
      release: (destroy = false) => {
        if (given) return;
        given = true;
        client.release(destroy);
        leavePool(entry);
      },
    };
  } catch (error) {
    // A connection that comes after the deadline goes back unused.
    connecting.then((client) => client.release(), ignore).finally(() => leavePool(entry));
    throw error;
  }
}

/** Ends every pool; connections in use end when they are given back. */
export async function closePostgresPools(): Promise<void> {
  const { entries, ending } = pools();
  for (const key of [...entries.keys()]) endPool(key);
  await Promise.all(ending);
}

/** How many targets hold a pool, and how many connections they hold together. */
export function poolUsage(): { readonly pools: number; readonly connections: number } {
  const entries = [...pools().entries.values()];
  return { pools: entries.length, connections: entries.reduce((sum, entry) => sum + entry.pool.totalCount, 0) };
}

function pools(): Pools {
  return processState("engines.postgres.pools", () => ({
    entries: new Map(),
    places: new Semaphore(engineSettings().maximumPools),
    ending: new Set(),
  }));
}

/** Enters at once where nobody has to give way: the pool is in use already, or there is a free place for it. */
function enterPoolNow(target: PostgresTarget): Entry | undefined {
  const key = poolKey(target);
  const { entries, places } = pools();
  return entries.get(key)?.users || places.tryAcquire() ? enterPool(key, target) : undefined;
}

async function enterPoolLater(target: PostgresTarget, deadline: Deadline): Promise<Entry> {
  const { entries, places } = pools();
  const acquiring = places.acquire();
  try {
    await deadline.race(acquiring);
  } catch (error) {
    acquiring.then(() => places.release());
    throw error;
  }
  const key = poolKey(target);
  // Somebody else may have brought the same pool into use meanwhile, with a place of its own.
  if (entries.get(key)?.users) places.release();
  return enterPool(key, target);
}

function enterPool(key: string, target: PostgresTarget): Entry {
  const { entries } = pools();
  let entry = entries.get(key);
  if (!entry) {
    if (entries.size >= engineSettings().maximumPools) endLeastRecentlyUsed();
    entry = { pool: createPool(target), users: 0 };
  }
  entry.users += 1;
  entries.delete(key);
  entries.set(key, entry);
  return entry;
}

function leavePool(entry: Entry): void {
  entry.users -= 1;
  if (entry.users === 0) pools().places.release();
}

function endLeastRecentlyUsed(): void {
  for (const [key, entry] of pools().entries) {
    if (entry.users > 0) continue;
    endPool(key);
    return;
  }
}

function endPool(key: string): void {
  const { entries, ending } = pools();
  const pool = entries.get(key)?.pool;
  if (!pool) return;
  entries.delete(key);
  const ended = pool.end().catch(ignore);
  ending.add(ended);
  ended.finally(() => ending.delete(ended));
}

/** Everything that decides what a connection may see; the password too, so that a wrong one cannot borrow a right one's pool. */
function poolKey({ host, port, database, user, role, ssl, password }: PostgresTarget): string {
  return JSON.stringify([host, port, database, user, role ?? null, ssl, password]);
}

function ignore(): void {}
