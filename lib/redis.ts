import { Redis } from "ioredis";
import { env } from "./env";
import { logSeldom } from "./log-seldom";
import { processState } from "./process-state";

const slowestRetryMilliseconds = 5_000;

/** How patient the product is with Redis: changed by a test, read everywhere else. */
export interface RedisSettings {
  /** What an answer is worth waiting for; whoever asks can do without. */
  commandMilliseconds: number;
  /** After a failure nobody asks for so long, so that a Redis that hangs costs few requests their wait. */
  pauseMilliseconds: number;
}

export function redisSettings(): RedisSettings {
  return processState("redis.settings", () => ({ commandMilliseconds: 200, pauseMilliseconds: 2_000 }));
}

interface RedisState {
  /** Undefined until first asked for; null without REDIS_URL. */
  client: Redis | null | undefined;
  pausedUntil: number;
}

const state = processState<RedisState>("redis", () => ({ client: undefined, pausedUntil: 0 }));

/** Whether this installation has a Redis at all. */
export function hasRedis(): boolean {
  return client() !== null;
}

/**
 * Does something with Redis, or nothing: undefined when there is none, when it is not connected, when it fails or when it
 * has not answered within 200 ms. Never throws, so that no request depends on it (R26).
 */
export async function tryRedis<T>(work: (redis: Redis) => Promise<T>): Promise<T | undefined> {
  const redis = client();
  if (redis?.status !== "ready" || performance.now() < state.pausedUntil) return undefined;
  try {
    return await work(redis);
  } catch (error) {
    // What a client that was left meanwhile had begun says nothing about its successor.
    if (redis === state.client) state.pausedUntil = performance.now() + redisSettings().pauseMilliseconds;
    logSeldom("Redis does not answer and is done without", error);
    return undefined;
  }
}

/** Leaves Redis; for shutdown. The next use connects again. */
export async function closeRedis(): Promise<void> {
  state.client?.disconnect();
  state.client = undefined;
  state.pausedUntil = 0;
}

function client(): Redis | null {
  if (state.client === undefined) state.client = connect(env().REDIS_URL);
  return state.client;
}

function connect(url: string | undefined): Redis | null {
  if (!url) return null;
  const redis = new Redis(url, {
    commandTimeout: redisSettings().commandMilliseconds,
    connectTimeout: 2_000,
    // Commands fail at once while there is no connection: nothing waits for one, and none is sent late.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 200, slowestRetryMilliseconds),
  });
  redis.on("error", (error: unknown) => logSeldom("Redis cannot be reached and is done without", error));
  return redis;
}
