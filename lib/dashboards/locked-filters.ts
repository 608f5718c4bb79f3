import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import type { FilterValues } from "./filter-schema";

/**
 * The values that this actor's token has locked, and `more` of them. Read from the session itself, so that no caller can
 * forget them (R09).
 *
 * @throws DomainError `unauthenticated` when the session has ended
 */
export async function lockedFilters(actor: Actor, more: FilterValues = {}): Promise<FilterValues> {
  if (actor.kind !== "embed_viewer") return more;
  const session = await findEmbedSession(actor.embedSessionId);
  if (!session) throw new DomainError("unauthenticated", "The session has ended");
  return { ...more, ...(session.lockedFilters as FilterValues) };
}
