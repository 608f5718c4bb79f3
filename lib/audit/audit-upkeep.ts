import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { recordLeftOutRefusals } from "./record-left-out-refusals";
import { removeOldEvents } from "./remove-old-events";
import { sealAuditEvents } from "./seal-audit-events";

const sealEveryMilliseconds = 15_000;
const countEveryMilliseconds = 60_000;
const removeEveryMilliseconds = 60 * 60 * 1000;
/** Shutdown waits no longer for the sealer; what has no place yet is sealed after the next start. */
const lastSealMilliseconds = 3_000;

const timers = processState<{ running: NodeJS.Timeout[] }>("audit-upkeep", () => ({ running: [] }));

/**
 * Seals the audit four times a minute, counts refusals left out every minute and removes what is too old every hour, for
 * as long as the process runs.
 */
export function startAuditUpkeep(): void {
  if (timers.running.length > 0) return;
  timers.running = [
    every(sealEveryMilliseconds, "audit events could not be sealed", sealAuditEvents),
    every(countEveryMilliseconds, "refusals left out could not be counted", recordLeftOutRefusals),
    every(removeEveryMilliseconds, "old audit events could not be removed", removeOldEvents),
  ];
}

/** Ends the upkeep and seals, for at most three seconds, what was written last. */
export async function stopAuditUpkeep(): Promise<void> {
  for (const timer of timers.running) clearInterval(timer);
  timers.running = [];
  await sealAuditEvents({ mostMilliseconds: lastSealMilliseconds });
}

/** A turn that takes longer than the pause is not begun a second time. */
function every(milliseconds: number, failure: string, work: () => Promise<unknown>): NodeJS.Timeout {
  let busy = false;
  const turn = async () => {
    if (busy) return;
    busy = true;
    try {
      await work();
    } catch (error) {
      log.error({ code: (error as { code?: string }).code }, failure);
    } finally {
      busy = false;
    }
  };
  return setInterval(() => void turn(), milliseconds).unref();
}
