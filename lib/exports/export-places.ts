import { DomainError } from "@/lib/errors";
import { processState } from "@/lib/process-state";

/** Drawing takes a core and a hundred megabytes: few at once, and no endless queue. */
const atOnce = 2;
const mostWaiting = 20;
/** Of one tenant, token or person: nobody fills the queue for all. */
const mostOfOne = 4;

interface Places {
  taken: number;
  readonly waiting: (() => void)[];
  /** Taken and waiting, by whom they are for. */
  readonly counts: Map<string, number>;
}

const places = processState<Places>("exports.places", () => ({ taken: 0, waiting: [], counts: new Map() }));

/**
 * Resolves with a function that gives the place back, in the order of asking.
 *
 * @param owner whom the place is for: a tenant's id, or who speaks for none
 * @throws DomainError `rate_limited` when too many wait already, `query_timeout` for whoever leaves the queue
 */
export async function takeExportPlace(owner: string, signal: AbortSignal): Promise<() => void> {
  const count = places.counts.get(owner) ?? 0;
  if (count >= mostOfOne || (places.taken >= atOnce && places.waiting.length >= mostWaiting)) {
    throw new DomainError("rate_limited", "Many exports are being made. Try again in a minute.");
  }
  places.counts.set(owner, count + 1);
  if (places.taken < atOnce) places.taken += 1;
  else {
    await turn(signal).catch((error: unknown) => {
      forget(owner);
      throw error;
    });
  }
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    forget(owner);
    const next = places.waiting.shift();
    if (next) next();
    else places.taken -= 1;
  };
}

function forget(owner: string): void {
  const left = (places.counts.get(owner) ?? 1) - 1;
  if (left > 0) places.counts.set(owner, left);
  else places.counts.delete(owner);
}

/** The place of whoever leaves is handed on, not lost. */
function turn(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const take = () => {
      signal.removeEventListener("abort", leave);
      resolve();
    };
    const leave = () => {
      const at = places.waiting.indexOf(take);
      if (at >= 0) places.waiting.splice(at, 1);
      reject(new DomainError("query_timeout", "The export was cancelled"));
    };
    places.waiting.push(take);
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  });
}
