import { forbidden } from "@/lib/audit/note-refusal";
import { allowedActions, effectiveLevel, levelRank } from "@/lib/authorization/permissions";
import type { Transaction } from "@/lib/database";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { liveShares, sharesReaching } from "./reaching-shares";

/**
 * Makes sure the actor could themselves share every dashboard that the group has, at the level the group has it:
 * adding somebody to a group is granting all of that (R16), and nobody grants above their own level. On dashboards of
 * the organization a tenant's people count as VIEWER, whatever they were given there. An identity provider is asked no
 * such question: that it decides who is in the groups of its home is what an ADMIN made its token for.
 *
 * @throws DomainError `forbidden`
 */
export async function requireMayGrant(transaction: Transaction, actor: Actor, groupId: string): Promise<void> {
  if (actor.role === "ADMIN" || actor.kind === "scim_client") return;
  const live = liveShares();
  const granted = await transaction.share.findMany({
    where: { AND: [{ groupId }, live] },
    select: { dashboardId: true, level: true, dashboardHomeId: true },
  });
  const own = await transaction.share.findMany({
    where: { AND: [{ dashboardId: { in: granted.map((share) => share.dashboardId) } }, live, sharesReaching(actor)] },
    select: { dashboardId: true, level: true },
  });
  for (const { dashboardId, level, dashboardHomeId } of granted) {
    const levels = own.filter((share) => share.dashboardId === dashboardId).map((share) => share.level);
    const role = tenantOf(actor) !== null && dashboardHomeId === actor.organizationId ? "VIEWER" : actor.role;
    const effective = effectiveLevel(role, levels, false);
    if (!effective || !allowedActions(role, levels, false).has("share") || levelRank(effective) < levelRank(level)) {
      const message = "The group has dashboards that you may not share, so an admin has to do this";
      throw forbidden(actor, "dashboard:share through a group", message);
    }
  }
}
