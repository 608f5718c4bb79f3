import { LRUCache } from "lru-cache";
import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";

/** Requests a minute for each address, dashboard and project. */
export const requestsPerMinute = 600;
const windowMilliseconds = 60_000;
const rememberedKeys = 50_000;

interface Window {
  readonly endsAt: number;
  count: number;
}

const windows = processState("token-rate-limit", () => new LRUCache<string, Window>({ max: rememberedKeys }));

/** What is left for a key, as it is told in `X-RateLimit-*`. */
export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds since the epoch. */
  readonly resetAt: number;
  readonly exceeded: boolean;
}

/** Counts one request for a key such as `address:192.0.2.1`, in this process and in windows of a minute. */
export function countRequest(key: string): RateLimit {
  const time = now().getTime();
  let window = windows.get(key);
  if (!window || window.endsAt <= time) {
    window = { endsAt: time + windowMilliseconds, count: 0 };
    windows.set(key, window);
  }
  window.count += 1;
  return {
    limit: requestsPerMinute,
    remaining: Math.max(requestsPerMinute - window.count, 0),
    resetAt: Math.ceil(window.endsAt / 1000),
    exceeded: window.count > requestsPerMinute,
  };
}

/** Puts the limit that is nearest to its end on an answer. */
export function withRateLimit(response: Response, limits: readonly RateLimit[]): Response {
  const [tightest] = [...limits].sort((one, other) => one.remaining - other.remaining);
  if (!tightest) return response;
  response.headers.set("X-RateLimit-Limit", String(tightest.limit));
  response.headers.set("X-RateLimit-Remaining", String(tightest.remaining));
  response.headers.set("X-RateLimit-Reset", String(tightest.resetAt));
  if (tightest.exceeded) {
    const seconds = Math.max(tightest.resetAt - Math.floor(now().getTime() / 1000), 1);
    response.headers.set("Retry-After", String(seconds));
  }
  return response;
}
