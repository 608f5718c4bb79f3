import type { KeptAnswer } from "./query-answer";

/** Where an answer is kept, and for whom. */
export interface ResultPlace {
  /** From `resultCacheKey`. */
  readonly key: string;
  /** Under whose name it can be found when the tenant is deleted; null for the organization's. */
  readonly tenantId: string | null;
  readonly lifetimeSeconds: number;
}

/** Whether an answer is young enough for the lifetime that its connection has now, which may have been changed since. */
export function isYoungEnough(
  { readAt }: KeptAnswer,
  { lifetimeSeconds }: ResultPlace,
  nowMilliseconds: number,
): boolean {
  const age = nowMilliseconds - readAt;
  return age >= 0 && age < lifetimeSeconds * 1000;
}
