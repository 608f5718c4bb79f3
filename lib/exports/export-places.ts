import { DomainError } from "@/lib/errors";
import { processState } from "@/lib/process-state";

/** Drawing takes a core and a hundred megabytes: few at once, and no endless queue. */
const atOnce = 2;
const mostWaiting = 20;

interface Places {
  taken: number;
  readonly waiting: (() => void)[];
}

const places = processState<Places>("exports.places", () => ({ taken: 0, waiting: [] }));

/**
 * Resolves with a function that gives the place back, in the order of asking.
 *
 * @throws DomainError `rate_limited` when too many wait already, `query_timeout` for whoever leaves the queue
 */
export async function takeExportPlace(signal: AbortSignal): Promise<() => void> {
  if (places.taken >= atOnce) {
    if (places.waiting.length >= mostWaiting) {
      throw new DomainError("rate_limited", "Many exports are being made. Try again in a minute.");
    }
    await turn(signal);
  } else places.taken += 1;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    const next = places.waiting.shift();
    if (next) next();
    else places.taken -= 1;
  };
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
