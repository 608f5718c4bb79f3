import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { requireDashboardAction } from "./dashboard-access";
import { draftAuthor, ownDraft } from "./draft-author";

/**
 * Throws the caller's own draft away; what is published stays as it is.
 *
 * @throws DomainError `not_found` for the dashboard, `forbidden`
 */
export async function discardDraft(actor: Actor, dashboardId: string): Promise<void> {
  const access = await requireDashboardAction(actor, dashboardId, "edit");
  await database.dashboardDraft.deleteMany({ where: ownDraft(actor, access, draftAuthor(actor)) });
}
