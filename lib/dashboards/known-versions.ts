import { now } from "@/lib/clock";
import type { Transaction } from "@/lib/database";
import { type Actor, isTenantActor, tenantOf, userOf } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import type { DashboardAccess } from "./dashboard-access";

/**
 * The versions of a dashboard that an editor of it may know. A tenant knows an organization's dashboard from the version
 * that was there when it was last given the right to edit: what stood in it before was written for others, another
 * tenant perhaps, and whoever shared it was shown the literals of that one version (R21). A dashboard token knows those
 * since its session began.
 */
export async function knownVersions(
  transaction: Transaction,
  actor: Actor,
  { id: dashboardId, tenantId: homeTenantId, version }: DashboardAccess,
): Promise<Prisma.DashboardVersionWhereInput> {
  if (!isTenantActor(actor) || homeTenantId !== null) return { dashboardId };
  const since = await knownSince(transaction, actor, dashboardId);
  const first =
    since &&
    (await transaction.dashboardVersion.aggregate({
      where: { dashboardId, createdAt: { lte: since } },
      _max: { number: true },
    }));
  return { dashboardId, number: { gte: first?._max.number ?? version } };
}

async function knownSince(transaction: Transaction, actor: Actor, dashboardId: string): Promise<Date | undefined> {
  const userId = userOf(actor);
  if (userId === null) {
    if (actor.kind !== "embed_viewer") return undefined;
    const where = { id: actor.embedSessionId };
    return (await transaction.embedSession.findUnique({ where, select: { createdAt: true } }))?.createdAt;
  }
  const share = await transaction.share.findFirst({
    where: {
      dashboardId,
      level: { not: "VIEWER" },
      AND: [
        { OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] },
        { OR: [{ userId }, { tenantId: tenantOf(actor) }, { group: { members: { some: { userId } } } }] },
      ],
    },
    // A share that is given anew is looked through anew.
    orderBy: { updatedAt: "asc" },
    select: { updatedAt: true },
  });
  return share?.updatedAt;
}
