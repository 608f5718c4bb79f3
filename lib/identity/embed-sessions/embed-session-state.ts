import { LRUCache } from "lru-cache";
import { hasChangedSince } from "@/lib/audit/recent-changes";
import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";
import { type EmbedSessionState, readEmbedSession } from "./read-embed-session";

interface CachedState {
  readonly state: Promise<EmbedSessionState | null>;
  readonly readAt: number;
}

/** The promise is "at least every 5 s"; the rest is for the read itself. */
const freshMilliseconds = 4_500;
const rememberedSessions = 20_000;

const states = processState(
  "embed-session-states",
  () => new LRUCache<string, CachedState>({ max: rememberedSessions }),
);

/**
 * The state of a session, or null when it has ended: revoked, expired, its person disabled, its tenant or dashboard
 * gone, or the dashboard no longer shared with the tenant. At most 5 s old, and read anew right after any command of
 * this process.
 */
export async function findEmbedSession(id: string): Promise<EmbedSessionState | null> {
  const cached = states.get(id);
  const age = cached ? now().getTime() - cached.readAt : Number.POSITIVE_INFINITY;
  if (cached && age >= 0 && age < freshMilliseconds && !hasChangedSince(cached.readAt)) {
    return alive(await cached.state);
  }
  const entry = { state: readEmbedSession(id), readAt: now().getTime() };
  states.set(id, entry);
  // A failed read is nobody's answer: the next request tries again.
  entry.state.catch(() => states.delete(id));
  return alive(await entry.state);
}

/** Makes the next look at this session a look at the database. */
export function forgetEmbedSession(id: string): void {
  states.delete(id);
}

/** Null when the session's end has come since it was read. */
function alive(state: EmbedSessionState | null): EmbedSessionState | null {
  return state && state.endsAt > now() ? state : null;
}
