import { now, secondsFromNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";

const sweepMilliseconds = 3_600_000;
/** Ended sessions stay a while for whoever asks what a token was; the audit keeps their events anyway. */
const keptSeconds = 7 * 86_400;

const state = processState("ended-session-sweep", () => ({ sweptAt: 0 }));

/** Removes sessions that ended a week ago, at most once an hour and without making anybody wait. Never throws. */
export async function sweepEndedSessions(): Promise<void> {
  const time = now().getTime();
  if (time - state.sweptAt < sweepMilliseconds) return;
  state.sweptAt = time;
  try {
    await database.embedSession.deleteMany({ where: { endsAt: { lt: secondsFromNow(-keptSeconds) } } });
  } catch (error) {
    log.warn({ code: (error as { code?: string }).code }, "ended embed sessions could not be removed");
  }
}
