import { forbidden } from "@/lib/audit/note-refusal";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";

/** What somebody may make cards of: anything, or queries of the semantic domains that their session may use. */
export type QueryWriting = "anything" | "domains";

/**
 * What queries somebody may write. One whose session has locked filters runs saved cards only, and so does one that may
 * use no domain: saving a query of its own would be a way around (R09). One that is kept to some domains may ask them
 * what it likes, but write no SQL.
 *
 * @throws DomainError `forbidden`, `unauthenticated` when the session has ended
 */
export async function queryWritingOf(actor: Actor): Promise<QueryWriting> {
  if (actor.kind !== "embed_viewer") return "anything";
  const session = await findEmbedSession(actor.embedSessionId);
  if (!session) throw new DomainError("unauthenticated", "The session has ended");
  const { mode } = session.semanticDomainAccess;
  if (Object.keys(session.lockedFilters).length > 0 || mode === "none") throw mayNotWrite(actor);
  return mode === "all" ? "anything" : "domains";
}

/**
 * Lets only those write queries whose session may run any. A filter is one, too: whose column is listed, and by which
 * column a locked one is kept.
 *
 * @throws DomainError `forbidden`, `unauthenticated` when the session has ended
 */
export async function requireQueryWriting(actor: Actor): Promise<void> {
  if ((await queryWritingOf(actor)) !== "anything") throw mayNotWrite(actor);
}

/** The refusal, kept in the audit. */
export function mayNotWrite(actor: Actor): DomainError {
  return forbidden(actor, "dashboard:edit", "This session may not write queries");
}
