import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor, EmbedViewer } from "@/lib/identity/actor";
import type { Page } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import { Prisma } from "@/prisma/client/client";
import type { AccessLevel } from "@/prisma/client/enums";
import { isAdmin, isDashboardToken, levelFor } from "./dashboard-access";
import { ownersOf } from "./dashboard-owners";
import { grantsOf, personOf, reachesSeveralTenants, sharesReaching } from "./dashboard-person";
import { type DashboardSummary, type ListDashboardsInput, listDashboardsSchema } from "./dashboard-schema";

interface ListRow {
  id: string;
  projectId: string;
  title: string;
  description: string;
  tenantId: string | null;
  tenantName: string | null;
  updatedAt: Date;
  cardCount: number;
  grants: AccessLevel[];
  several: boolean;
}

const empty: Page<DashboardSummary> = { data: [], nextCursor: null, total: 0 };

/**
 * Lists the dashboards that reach this actor, the newest change first: exactly those that `getDashboard` would return.
 * Counts, names and the search cover nothing else.
 *
 * @throws DomainError `forbidden` without any right to dashboards, `invalid_input`
 */
export async function listDashboards(actor: Actor, input: ListDashboardsInput = {}): Promise<Page<DashboardSummary>> {
  requirePermission(actor, "dashboard:view");
  const { limit, cursor, search, projectId } = parseInput(listDashboardsSchema, input);
  const visible = visibleDashboards(actor);
  if (!visible) return empty;
  const matches = Prisma.sql`${visible}
    ${projectId ? Prisma.sql`AND d.project_id = ${projectId}::uuid` : Prisma.empty}
    ${search ? Prisma.sql`AND d.title ILIKE ${`%${escapeLike(search)}%`}` : Prisma.empty}`;
  const [rows, [counted]] = await Promise.all([
    database.$queryRaw<ListRow[]>`
      SELECT d.id, d.project_id AS "projectId", d.title, d.description, d.tenant_id AS "tenantId",
        t.name AS "tenantName", d.updated_at AS "updatedAt", ${grantsOf(actor)} AS grants,
        (SELECT count(*)::int FROM cards c WHERE c.dashboard_id = d.id) AS "cardCount",
        ${reachesSeveralTenants()} AS several
      FROM dashboards d LEFT JOIN tenants t ON t.id = d.tenant_id
      WHERE ${matches} ${after(cursor)}
      ORDER BY d.updated_at DESC, d.id DESC LIMIT ${limit + 1}`,
    database.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM dashboards d WHERE ${matches}`,
  ]);
  const page = rows.slice(0, limit);
  const owners = await ownersOf(
    actor,
    page.map(({ id }) => id),
  );
  return {
    data: page.flatMap(({ grants, several, updatedAt, ...summary }) => {
      const level = levelFor(actor, { tenantId: summary.tenantId, grants, several });
      return level ? [{ ...summary, level, ...owners(summary.id), updatedAt: updatedAt.toISOString() }] : [];
    }),
    nextCursor: rows.length > limit ? cursorOf(page.at(-1)) : null,
    total: counted?.total ?? 0,
  };
}

/** SQL: which dashboards `d` reach the actor; null when none can. The same rule as `accessToDashboard`, for many. */
function visibleDashboards(actor: Actor): Prisma.Sql | null {
  const own = Prisma.sql`d.organization_id = ${actor.organizationId}::uuid`;
  if (isAdmin(actor)) return own;
  if (isDashboardToken(actor)) return openedByToken(actor, own);
  const person = personOf(actor);
  if (!person) return null;
  const shared = Prisma.sql`${own} AND d.id IN (SELECT r.dashboard_id FROM (${sharesReaching(person)}) r)`;
  return actor.kind === "embed_viewer" ? Prisma.sql`${shared} ${narrowedBy(actor)}` : shared;
}

/** A token's own narrowing: its project, its only dashboard, its white list; each of them holds. */
function narrowedBy({ projectId, dashboardId, dashboardIds }: EmbedViewer): Prisma.Sql {
  return Prisma.sql`AND d.project_id = ${projectId}::uuid
    ${dashboardId ? Prisma.sql`AND d.id = ${dashboardId}::uuid` : Prisma.empty}
    ${dashboardIds.length > 0 ? Prisma.sql`AND d.id = ANY(${[...dashboardIds]}::uuid[])` : Prisma.empty}`;
}

function openedByToken(actor: EmbedViewer, own: Prisma.Sql): Prisma.Sql | null {
  if (!actor.dashboardId) return null;
  const home =
    actor.tenantId === null
      ? Prisma.sql`d.tenant_id IS NULL`
      : Prisma.sql`(d.tenant_id = ${actor.tenantId}::uuid OR (d.tenant_id IS NULL AND ${grantsOf(actor)} <> '{}'))`;
  return Prisma.sql`${own} AND ${home} ${narrowedBy(actor)}`;
}

/** SQL: what comes after the cursor in the list's order. */
function after(cursor: string | undefined): Prisma.Sql {
  if (!cursor) return Prisma.empty;
  const [milliseconds, id] = cursor.split("_");
  if (!id || !isUuid(id)) throw new DomainError("invalid_input", "The cursor is not one of this list", { cursor: "" });
  return Prisma.sql`AND (d.updated_at, d.id) < (${new Date(Number(milliseconds))}, ${id}::uuid)`;
}

function cursorOf(row: ListRow | undefined): string | null {
  return row ? `${row.updatedAt.getTime()}_${row.id}` : null;
}

/** Text to look for is never a pattern. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
