import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { database } from "@/lib/database";
import type { OrganizationUser } from "@/lib/identity/actor";
import type { AccessReviewQuery } from "@/lib/shares/access-schema";
import { listAccessReview } from "@/lib/shares/list-access-review";
import { listPeopleWithAccess } from "@/lib/shares/list-people";
import { listShares } from "@/lib/shares/share-queries";
import type { ListReaders } from "../../support/many-shares";
import { median } from "../measuring/median";

const turns = 15;

/**
 * Milliseconds of the first page of each kind of access review, of a page far behind, and of one dashboard's shares and
 * people; everything, through Prisma. Half of the dashboards looked at are seen by everybody of the organization.
 */
export async function measureReviewPages({ everyone, few, tenant }: ListReaders): Promise<Record<string, number>> {
  const admin: OrganizationUser = { ...everyone, role: "ADMIN" };
  const { data } = await listDashboards(admin, { limit: 1 });
  const dashboardId = data[0]?.id ?? "";
  const halfway = await database.dashboard.findFirstOrThrow({
    where: { organizationId: admin.organizationId },
    orderBy: { id: "asc" },
    skip: 3_000,
    select: { id: true },
  });
  const farBehind = `${halfway.id}_${admin.userId}`;
  const review = (filter: AccessReviewQuery) => () => listAccessReview(admin, { ...filter, limit: 50 });
  const quiet: OrganizationUser = { ...few, role: "ADMIN" };
  const pages: Readonly<Record<string, () => Promise<unknown>>> = {
    "review, first page": review({}),
    "review, far behind": review({ cursor: farBehind }),
    "review, one person": () => listAccessReview(quiet, { userId: few.userId, limit: 50 }),
    "review, one tenant": review({ tenantId: tenant.tenantId }),
    "review, unused since": review({ unusedSince: new Date().toISOString() }),
    "review, expiring (none is)": review({ expiringBefore: "2027-01-01T00:00:00Z" }),
    "who can see a dashboard": () => listPeopleWithAccess(admin, dashboardId, { limit: 50 }),
    "shares of a dashboard": () => listShares(admin, dashboardId, { limit: 50 }),
  };
  const measured: Record<string, number> = {};
  for (const [name, page] of Object.entries(pages)) {
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const startedAt = performance.now();
      await page();
      times.push(performance.now() - startedAt);
    }
    measured[name] = median(times);
  }
  return measured;
}
