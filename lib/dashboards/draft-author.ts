import { forbidden } from "@/lib/audit/note-refusal";
import { DomainError } from "@/lib/errors";
import { type Actor, userOf } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { type DashboardAccess, isDashboardToken } from "./dashboard-access";

/**
 * The person whose draft an actor may touch: their own. A program has none, and the bearer of a dashboard token is
 * nobody who could come back to one.
 *
 * @throws DomainError `forbidden`
 */
export function draftAuthor(actor: Actor): string {
  const userId = isDashboardToken(actor) ? null : userOf(actor);
  if (userId === null) throw forbidden(actor, "dashboard:edit", "Drafts belong to people");
  return userId;
}

/** The one draft of this person on a dashboard that they were found to have access to. */
export function ownDraft(
  { organizationId }: Actor,
  { id }: Pick<DashboardAccess, "id">,
  userId: string,
): Prisma.DashboardDraftWhereInput {
  return { dashboardId: id, userId, organizationId };
}

export const draftChangedMessage = "Your draft was changed in another window. Load it again before you go on.";

/** What is thrown when the draft is not the one that its author has seen. */
export function draftChanged(): DomainError {
  return new DomainError("conflict", draftChangedMessage, { revision: draftChangedMessage });
}
