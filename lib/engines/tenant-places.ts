import { processState } from "@/lib/process-state";
import { startDeadline } from "./deadline";
import type { RunOptions } from "./engine";
import { engineSettings } from "./engine-settings";
import { acquireWithin, Semaphore } from "./semaphore";

interface Lane {
  readonly places: Semaphore;
  users: number;
}

/**
 * Runs something for a tenant once fewer than `maximumQueriesPerTenant` of its queries are under way, on whichever engine
 * and target: one tenant's slow cards never take all connections that it shares with others. Waiting counts
 * against the time limit, so what runs is given the time that is left.
 *
 * @throws DomainError `query_timeout` when the wait takes too long or the caller leaves.
 */
export async function inTenantPlace<T>(options: RunOptions, run: (options: RunOptions) => Promise<T>): Promise<T> {
  const { tenant } = options;
  if (tenant === undefined) return run(options);
  const lanes = processState("engines.tenants", () => new Map<string, Lane>());
  const lane = lanes.get(tenant) ?? { places: new Semaphore(engineSettings().maximumQueriesPerTenant), users: 0 };
  lanes.set(tenant, lane);
  lane.users += 1;
  try {
    const left = lane.places.tryAcquire() ? options : await waited(lane.places, options);
    return await run(left).finally(() => lane.places.release());
  } finally {
    lane.users -= 1;
    if (lane.users === 0) lanes.delete(tenant);
  }
}

async function waited(places: Semaphore, options: RunOptions): Promise<RunOptions> {
  const startedAt = performance.now();
  const deadline = startDeadline(options);
  try {
    await acquireWithin(places, deadline);
    const waitedMilliseconds = Math.round(performance.now() - startedAt);
    return { ...options, timeoutMilliseconds: Math.max(1, options.timeoutMilliseconds - waitedMilliseconds) };
  } finally {
    deadline.end();
  }
}
