import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";

/** How long after its event a command may still be committing. */
const settlingMilliseconds = 3_000;

const lastChange = processState("last-recorded-change", () => ({ at: Number.NEGATIVE_INFINITY }));

/** Notes that a command of this process changed something that a cached answer may rest on. */
export function noteChange(): void {
  lastChange.at = now().getTime();
}

/**
 * Whether something read at `readAt` (milliseconds) may be out of date because of a command of this process. Says yes
 * a little too often, while a command's transaction may still be open, and never too seldom.
 */
export function hasChangedSince(readAt: number): boolean {
  return readAt <= lastChange.at + settlingMilliseconds;
}
