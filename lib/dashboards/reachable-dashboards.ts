import type { Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import type { AccessLevel } from "@/prisma/client/enums";
import { levelFor, tokenOpens } from "./dashboard-access";
import { grantsOf, reachesSeveralTenants } from "./dashboard-person";
import { toFilters } from "./dashboard-view";

/** What a click that leads to a dashboard needs to know of it. */
export interface ReachableDashboard {
  readonly title: string;
  /** Names of its filters. */
  readonly filters: readonly string[];
}

interface ReachableRow {
  id: string;
  title: string;
  tenantId: string | null;
  grants: AccessLevel[];
  several: boolean;
  filters: Prisma.JsonValue;
}

/**
 * Those of the given dashboards of a project that this actor can open, by id, in one query however many there are. By
 * the rule of `accessToDashboard`: what does not exist, is another project's, another organization's or out of reach is
 * not in the answer, all the same.
 */
export async function reachableDashboards(
  transaction: Transaction,
  actor: Actor,
  projectId: string,
  dashboardIds: readonly string[],
): Promise<ReadonlyMap<string, ReachableDashboard>> {
  const opened = dashboardIds.filter((id) => tokenOpens(actor, id));
  if (opened.length === 0) return new Map();
  const ids = Prisma.join(opened.map((id) => Prisma.sql`${id}::uuid`));
  const rows = await transaction.$queryRaw<ReachableRow[]>`
    SELECT d.id, d.title, d.tenant_id AS "tenantId", d.filters, ${grantsOf(actor)} AS grants,
      ${reachesSeveralTenants()} AS several
    FROM dashboards d
    WHERE d.id IN (${ids}) AND d.project_id = ${projectId}::uuid AND d.organization_id = ${actor.organizationId}::uuid`;
  return new Map(
    rows
      .filter((row) => levelFor(actor, row) !== null)
      .map(({ id, title, filters }) => [id, { title, filters: toFilters(filters).map(({ name }) => name) }]),
  );
}
