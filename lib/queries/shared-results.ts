import { logSeldom } from "@/lib/log-seldom";
import { hasRedis, tryRedis } from "@/lib/redis";
import type { KeptAnswer } from "./query-answer";
import { querySettings } from "./query-settings";
import { resultSecret } from "./result-secrets";
import type { ResultPlace } from "./result-store";
import { openResult, sealResult } from "./seal-result";

const valueKey = (key: string) => `bulkhead:result:${key}`;
/** A sorted set of a tenant's keys by when they expire. */
const tenantKey = (tenantId: string) => `bulkhead:results-of-tenant:${tenantId}`;
/** A day and a little: no answer lives longer. */
const indexSeconds = 90_000;

/**
 * The answer that some instance of this installation has kept in Redis. Null without Redis, when it is down or slow, and
 * for a value that does not open under this key: whatever is wrong there is a miss (R26).
 */
export async function findSharedResult({ key }: ResultPlace): Promise<KeptAnswer | null> {
  const sealed = await tryRedis((redis) => redis.getBuffer(valueKey(key)));
  if (!sealed) return null;
  try {
    return await openResult(key, sealed, resultSecret("rows"));
  } catch (error) {
    logSeldom("a kept result in Redis could not be opened", error);
    return null;
  }
}

/** Keeps an answer for all instances, encrypted, for as long as it may be given. Larger ones and failures are let go. */
export async function shareResult({ key, tenantId, lifetimeSeconds }: ResultPlace, answer: KeptAnswer): Promise<void> {
  const { largestSharedBytes } = querySettings();
  // Nothing shrinks to less than a hundredth in practice: the rest is not worth the work.
  if (!hasRedis() || answer.json.byteLength > largestSharedBytes * 100) return;
  const sealed = await sealResult(key, answer, resultSecret("rows"));
  if (sealed.byteLength > largestSharedBytes) return;
  await tryRedis(async (redis) => {
    const expiresAt = Date.now() + lifetimeSeconds * 1000;
    const commands = redis.pipeline().set(valueKey(key), sealed, "EX", lifetimeSeconds);
    if (tenantId !== null) {
      const index = tenantKey(tenantId);
      commands.zadd(index, expiresAt, key).zremrangebyscore(index, "-inf", Date.now()).expire(index, indexSeconds);
    }
    throwFirst(await commands.exec());
  });
}

/** Removes all that is kept for a tenant. False when Redis did not do it, and it has to be tried again. */
export async function deleteSharedResults(tenantId: string): Promise<boolean> {
  if (!hasRedis()) return true;
  const done = await tryRedis(async (redis) => {
    const index = tenantKey(tenantId);
    const keys = await redis.zrange(index, 0, "-1");
    throwFirst(
      await redis
        .pipeline()
        .unlink(index, ...keys.map(valueKey))
        .exec(),
    );
    return true;
  });
  return done === true;
}

function throwFirst(results: [error: Error | null, result: unknown][] | null): void {
  const failure = results?.find(([error]) => error !== null)?.[0];
  if (failure) throw failure;
}
