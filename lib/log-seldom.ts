import { now } from "./clock";
import { log } from "./log";
import { processState } from "./process-state";

const pauseMilliseconds = 60_000;

const lastTimes = processState("log-seldom", () => new Map<string, number>());

/**
 * Warns of something that can go wrong with every request, at most once a minute for each message. The error's own words
 * are left out: they can hold addresses and data.
 */
export function logSeldom(message: string, error: unknown): void {
  const at = now().getTime();
  if (at - (lastTimes.get(message) ?? Number.NEGATIVE_INFINITY) < pauseMilliseconds) return;
  lastTimes.set(message, at);
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  log.warn({ error: String(code ?? name) }, message);
}
