import { now } from "@/lib/clock";
import { logSeldom } from "@/lib/log-seldom";
import { processState } from "@/lib/process-state";
import { forgetDeletedTenantsFromNowOn } from "./forget-deleted-tenants";
import { memoryResults } from "./memory-results";
import { type KeptAnswer, QueryAnswer } from "./query-answer";
import { isYoungEnough, type ResultPlace } from "./result-store";
import { SharedFlights } from "./shared-flights";
import { findSharedResult, shareResult } from "./shared-results";

export interface CacheOptions {
  /** Read anew, whatever is kept. */
  readonly fresh?: boolean;
  readonly signal?: AbortSignal;
}

export interface CachedAnswer {
  readonly answer: QueryAnswer;
  /** Whether somebody else's reading gave it. */
  readonly cached: boolean;
  /** Until when an equal question gets it, in milliseconds since 1970; null when it is not kept. */
  readonly keptUntil: number | null;
}

const flights = processState("queries.flights", () => new SharedFlights<CachedAnswer>());

/**
 * The answer kept under this key, or what `read` gives: equal questions that are asked at the same time are read once, and
 * a failure is never kept. The caller has authorized the question before (R23): the key alone opens what is kept.
 *
 * @throws whatever `read` throws, and `query_timeout` to a caller who leaves
 */
export async function cachedAnswer(
  place: ResultPlace,
  { fresh = false, signal }: CacheOptions,
  read: (signal: AbortSignal) => Promise<QueryAnswer>,
): Promise<CachedAnswer> {
  const kept = fresh ? undefined : memoryResults().get(place.key);
  if (kept && isYoungEnough(kept, place, now().getTime())) {
    return { answer: QueryAnswer.kept(kept), cached: true, keptUntil: endOf(place, kept.readAt) };
  }
  const work = async (aborted: AbortSignal): Promise<CachedAnswer> => {
    const shared = fresh ? null : await sharedAnswer(place);
    if (shared) return { answer: shared, cached: true, keptUntil: endOf(place, shared.readAt) };
    const answer = await read(aborted);
    keep(place, answer);
    return { answer, cached: false, keptUntil: endOf(place, answer.readAt) };
  };
  // Who wants to read anew is not served by a reading that began as a look at what is kept.
  const flight = JSON.stringify([place.key, place.lifetimeSeconds, fresh]);
  const { value, joined } = await flights.join(flight, work, signal);
  return { ...value, cached: value.cached || joined };
}

function endOf({ lifetimeSeconds }: ResultPlace, readAt: number): number {
  return readAt + lifetimeSeconds * 1000;
}

async function sharedAnswer(place: ResultPlace): Promise<QueryAnswer | null> {
  const shared = await findSharedResult(place);
  if (!shared || !isYoungEnough(shared, place, now().getTime())) return null;
  keepInMemory(place, shared);
  return QueryAnswer.kept(shared);
}

function keep(place: ResultPlace, answer: QueryAnswer): void {
  const kept = answer.toKeep();
  keepInMemory(place, kept);
  shareResult(place, kept).catch((error: unknown) => logSeldom("a result could not be shared", error));
}

function keepInMemory(place: ResultPlace, kept: KeptAnswer): void {
  memoryResults().set(place, kept);
  forgetDeletedTenantsFromNowOn();
}
