import { database, type Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { requireDashboardAction } from "./dashboard-access";
import { getDashboard } from "./dashboard-queries";
import { type DashboardView, updateDashboardSchema } from "./dashboard-schema";
import { requireQueryWriting } from "./query-writing";
import { requireUsableInteractions } from "./require-usable-interactions";
import { saveCards } from "./save-cards";
import { applyEdit } from "./update-dashboard";

/**
 * Makes a dashboard what it was in an earlier version, as a new edit of the person who restores it: under their rights,
 * through the same checks as anything they type. Shares, secrets and later versions stay (R19).
 *
 * @throws DomainError `not_found` also when the version reads from a connection that is gone, `forbidden`,
 * `invalid_input` when the version does not satisfy today's rules
 */
export async function restoreDashboardVersion(
  actor: Actor,
  dashboardId: string,
  versionNumber: number,
): Promise<DashboardView> {
  await requireQueryWriting(actor);
  await database.$transaction(async (transaction) => {
    const access = await requireDashboardAction(actor, dashboardId, "edit", { transaction, lock: true });
    const version = await findVersion(transaction, access.id, versionNumber, { snapshot: true });
    const { cards = [], version: _, ...fields } = parseInput(updateDashboardSchema, version.snapshot);
    const home = { projectId: access.projectId, storedIn: access.id };
    await requireUsableInteractions(actor, transaction, home, { cards, filters: fields.filters });
    await saveCards(transaction, actor, access, cards, { reviveRemoved: true });
    await applyEdit(
      transaction,
      actor,
      access,
      { tabs: [], settings: {}, ...fields },
      {
        action: "dashboard.restored",
        details: { restoredVersion: versionNumber },
      },
    );
  });
  return getDashboard(actor, dashboardId);
}

/**
 * One version of a dashboard that the actor was found to have access to.
 *
 * @throws DomainError `not_found`
 */
export async function findVersion<Select extends Prisma.DashboardVersionSelect>(
  transaction: Transaction,
  dashboardId: string,
  number: number,
  select: Select,
): Promise<Prisma.DashboardVersionGetPayload<{ select: Select }>> {
  if (!Number.isInteger(number) || number < 1 || number > 2_147_483_647) throw notFound("Version");
  const where = { dashboardId_number: { dashboardId, number } };
  const version = await transaction.dashboardVersion.findUnique({ where, select });
  if (!version) throw notFound("Version");
  return version as Prisma.DashboardVersionGetPayload<{ select: Select }>;
}
