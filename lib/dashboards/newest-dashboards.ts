import type { Actor, EmbedViewer } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import { isAdmin, isDashboardToken } from "./dashboard-access";
import { type DashboardPerson, grantsOf, personOf, reachingSubjects, shareIsLive } from "./dashboard-person";

/** What narrows a list before it is cut into pages. */
export interface ListNarrowing {
  readonly projectId?: string | undefined;
  /** Words of the title. */
  readonly search?: string | undefined;
  /** Only what comes after it: older, or as old with a smaller id. */
  readonly after?: { readonly updatedAt: Date; readonly id: string } | undefined;
}

interface Narrowed extends ListNarrowing {
  /** The only dashboards that may appear; empty for any. */
  readonly only: readonly string[];
}

/**
 * SQL: `dashboard_id`, `dashboard_updated_at` and the granted levels of the `limit` newest dashboards that reach the
 * actor, one row each; null when none can. The same rule as `accessToDashboard`, for many.
 */
export function newestDashboards(actor: Actor, asked: ListNarrowing, limit: number): Prisma.Sql | null {
  const narrowed = actor.kind === "embed_viewer" ? narrowedByToken(actor, asked) : { ...asked, only: [] };
  if (!narrowed) return null;
  const own = Prisma.sql`d.organization_id = ${actor.organizationId}::uuid`;
  if (isAdmin(actor)) return newestWhere(own, Prisma.sql`ARRAY[]::text[]`, narrowed, limit);
  if (isDashboardToken(actor)) return newestWhere(openedByToken(actor, own), grantsOf(actor), narrowed, limit);
  const person = personOf(actor);
  return person ? newestReaching(person, narrowed, limit) : null;
}

/** A token's own narrowing: its project, its only dashboard, its white list; each of them holds. Null leaves nothing. */
function narrowedByToken(actor: EmbedViewer, asked: ListNarrowing): Narrowed | null {
  const { projectId, dashboardId, dashboardIds } = actor;
  if (asked.projectId && asked.projectId !== projectId) return null;
  if (!dashboardId) return isDashboardToken(actor) ? null : { ...asked, projectId, only: dashboardIds };
  if (dashboardIds.length > 0 && !dashboardIds.includes(dashboardId)) return null;
  return { ...asked, projectId, only: [dashboardId] };
}

function openedByToken(actor: EmbedViewer, own: Prisma.Sql): Prisma.Sql {
  return actor.tenantId === null
    ? Prisma.sql`${own} AND d.tenant_id IS NULL`
    : Prisma.sql`${own} AND (d.tenant_id = ${actor.tenantId}::uuid OR (d.tenant_id IS NULL AND ${grantsOf(actor)} <> '{}'))`;
}

function newestWhere(visible: Prisma.Sql, grants: Prisma.Sql, narrowed: Narrowed, limit: number): Prisma.Sql {
  const { projectId, only, search, after } = narrowed;
  return Prisma.sql`
    SELECT d.id AS dashboard_id, d.updated_at AS dashboard_updated_at, ${grants} AS grants FROM dashboards d
    WHERE ${visible}
      ${projectId ? Prisma.sql`AND d.project_id = ${projectId}::uuid` : Prisma.empty}
      ${only.length > 0 ? Prisma.sql`AND d.id = ANY(${[...only]}::uuid[])` : Prisma.empty}
      ${search ? Prisma.sql`AND ${titleContains(search)}` : Prisma.empty}
      ${after ? Prisma.sql`AND (d.updated_at, d.id) < (${after.updatedAt}, ${after.id}::uuid)` : Prisma.empty}
    ORDER BY d.updated_at DESC, d.id DESC LIMIT ${limit}`;
}

/**
 * The newest of each subject come from an index in their order and are merged, so that the work grows with the page and
 * the person's groups, never with how many dashboards there are or how far they are shared. What is among the newest
 * of all is among the newest of every subject it comes through: no grant of a listed dashboard is missing.
 */
function newestReaching(person: DashboardPerson, narrowed: Narrowed, limit: number): Prisma.Sql {
  const { groupsOf, single } = reachingSubjects(person);
  const newest = (subject: Prisma.Sql) => newestOfSubject(subject, person.organizationId, narrowed, limit);
  const branches = [
    Prisma.sql`SELECT n.* FROM group_members m
      CROSS JOIN LATERAL (${newest(Prisma.sql`s.scope = 'GROUP' AND s.subject_id = m.group_id`)}) n
      WHERE m.user_id = ${groupsOf}::uuid`,
    ...single.map((subject) => Prisma.sql`(${newest(subject)})`),
  ];
  return Prisma.sql`
    SELECT r.dashboard_id, r.dashboard_updated_at, array_agg(r.level::text) AS grants
    FROM (${Prisma.join(branches, " UNION ALL ")}) r
    GROUP BY r.dashboard_id, r.dashboard_updated_at
    ORDER BY r.dashboard_updated_at DESC, r.dashboard_id DESC LIMIT ${limit}`;
}

function newestOfSubject(
  subject: Prisma.Sql,
  organizationId: string,
  { projectId, only, search, after }: Narrowed,
  limit: number,
): Prisma.Sql {
  const found = search
    ? Prisma.sql`JOIN dashboards d ON d.id = s.dashboard_id AND ${titleContains(search)}`
    : Prisma.empty;
  return Prisma.sql`SELECT s.dashboard_id, s.dashboard_updated_at, s.level FROM shares s ${found}
    WHERE ${subject} AND s.organization_id = ${organizationId}::uuid AND ${shareIsLive()}
      ${projectId ? Prisma.sql`AND s.project_id = ${projectId}::uuid` : Prisma.empty}
      ${only.length > 0 ? Prisma.sql`AND s.dashboard_id = ANY(${[...only]}::uuid[])` : Prisma.empty}
      ${after ? Prisma.sql`AND (s.dashboard_updated_at, s.dashboard_id) < (${after.updatedAt}, ${after.id}::uuid)` : Prisma.empty}
    ORDER BY s.dashboard_updated_at DESC, s.dashboard_id DESC LIMIT ${limit}`;
}

/** SQL: the title of the dashboard `d` has these words somewhere; what is looked for is never a pattern. */
function titleContains(words: string): Prisma.Sql {
  return Prisma.sql`d.title ILIKE ${`%${words.replace(/[\\%_]/g, "\\$&")}%`}`;
}
