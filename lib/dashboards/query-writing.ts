import { forbidden } from "@/lib/audit/note-refusal";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";

/**
 * Lets only those write queries whose session may run any: one with locked filters, or kept to some semantic domains,
 * runs saved cards only, and saving one of its own would be a way around (R09). So would a filter: whose column is
 * listed, and by which column a locked one is kept, are a query too.
 *
 * @throws DomainError `forbidden`, `unauthenticated` when the session has ended
 */
export async function requireQueryWriting(actor: Actor): Promise<void> {
  if (actor.kind !== "embed_viewer") return;
  const session = await findEmbedSession(actor.embedSessionId);
  if (!session) throw new DomainError("unauthenticated", "The session has ended");
  const isLocked = Object.keys(session.lockedFilters).length > 0;
  if (isLocked || session.semanticDomainAccess.mode !== "all") {
    throw forbidden(actor, "dashboard:edit", "This session may not write queries");
  }
}
