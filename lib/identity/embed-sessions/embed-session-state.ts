import { RecentReads } from "@/lib/audit/recent-reads";
import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";
import { type EmbedSessionState, readEmbedSession } from "./read-embed-session";

const rememberedSessions = 20_000;

const states = processState(
  "embed-session-states",
  () => new RecentReads<EmbedSessionState | null>(rememberedSessions),
);

/**
 * The state of a session, or null when it has ended: revoked, expired, its person disabled, its tenant or dashboard
 * gone, or the dashboard no longer shared with the tenant. At most 5 s old, and read anew right after any command of
 * this process.
 */
export async function findEmbedSession(id: string): Promise<EmbedSessionState | null> {
  return alive(await states.get(id, () => readEmbedSession(id)));
}

/** Makes the next look at this session a look at the database. */
export function forgetEmbedSession(id: string): void {
  states.forget(id);
}

/** Null when the session's end has come since it was read. */
function alive(state: EmbedSessionState | null): EmbedSessionState | null {
  return state && state.endsAt > now() ? state : null;
}
