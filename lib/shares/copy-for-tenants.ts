import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { type DashboardAccess, requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { copyDashboard } from "@/lib/dashboards/duplicate-dashboard";
import { requireQueryWriting } from "@/lib/dashboards/query-writing";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, userOf } from "@/lib/identity/actor";
import { type CopyForTenantsInput, copyForTenantsSchema, type TenantCopy } from "./share-schema";

/**
 * Makes a copy of an organization's dashboard at home in each of these tenants, and gives there what the tenant's people,
 * groups and everybody of it were given on the original, now without the cap of R19: the way to let several tenants edit
 * what only one of them sees. All copies or none; the original and its shares stay.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input` for a dashboard that is a tenant's already
 */
export async function copyForTenants(
  actor: Actor,
  dashboardId: string,
  input: CopyForTenantsInput,
): Promise<readonly TenantCopy[]> {
  const { tenantIds } = parseInput(copyForTenantsSchema, input);
  await requireQueryWriting(actor);
  return database.$transaction(
    async (transaction) => {
      const source = await requireDashboardAction(actor, dashboardId, "share", { transaction, lock: true });
      if (source.tenantId !== null) {
        throw new DomainError("invalid_input", "This dashboard is at home in a tenant: no other tenant sees it");
      }
      const copies: TenantCopy[] = [];
      for (const tenantId of tenantIds) {
        const id = await copyDashboard(transaction, actor, source, { home: tenantId, title: source.title });
        await carryShares(transaction, actor, source, { id, tenantId });
        copies.push({ tenantId, dashboardId: id });
      }
      return copies;
    },
    { timeout: 60_000 },
  );
}

/** What this tenant's subjects have on the original, they get on the copy: it is not more than they were given. */
async function carryShares(
  transaction: Transaction,
  actor: Actor,
  source: DashboardAccess,
  copy: { readonly id: string; readonly tenantId: string },
): Promise<void> {
  const { organizationId } = actor;
  const shares = await transaction.share.findMany({
    where: {
      dashboardId: source.id,
      subjectHomeId: copy.tenantId,
      AND: [{ OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] }],
    },
    select: { scope: true, userId: true, groupId: true, tenantId: true, subjectId: true, level: true, expiresAt: true },
    orderBy: { id: "asc" },
  });
  await transaction.share.createMany({
    data: shares.map((share) => ({
      ...share,
      organizationId,
      dashboardId: copy.id,
      dashboardHomeId: copy.tenantId,
      subjectHomeId: copy.tenantId,
      grantedById: userOf(actor),
    })),
    // Whoever makes the copy owns it already.
    skipDuplicates: true,
  });
  if (shares.length === 0) return;
  await recordAuditEvent(transaction, actor, {
    action: "dashboard.shared",
    tenantId: copy.tenantId,
    projectId: source.projectId,
    targetId: copy.id,
    targetName: source.title,
    details: { shares: shares.length },
  });
}
