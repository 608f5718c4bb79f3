import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";
import type { PlaceLimits } from "./fair-places";

/** Bounds of the gate to data, for one process. */
export interface QuerySettings {
  places: PlaceLimits;
  cacheBytes: number;
  cacheEntries: number;
  /** In Redis, sealed. */
  largestSharedBytes: number;
}

/** The settings of this process: from the environment once, or as a test has changed them. */
export function querySettings(): QuerySettings {
  return processState("queries.settings", () => {
    const given = env();
    return {
      places: {
        total: given.BULKHEAD_QUERIES,
        perParty: given.BULKHEAD_TENANT_QUERIES,
        waitingPerParty: given.BULKHEAD_TENANT_WAITING_QUERIES,
        waitingTotal: 1_024,
      },
      cacheBytes: given.BULKHEAD_RESULT_CACHE_MEGABYTES * 1_048_576,
      cacheEntries: 20_000,
      largestSharedBytes: 1_048_576,
    };
  });
}
