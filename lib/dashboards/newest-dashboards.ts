import type { Actor, EmbedViewer } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import { isAdmin, isDashboardToken } from "./dashboard-access";
import { type DashboardPerson, grantsOf, personOf, reachingSubjects, shareIsLive } from "./dashboard-person";
import type { DashboardSort } from "./dashboard-schema";

/** What narrows a list before it is cut into pages. */
export interface ListNarrowing {
  readonly projectId?: string | undefined;
  /** Words of the title. */
  readonly search?: string | undefined;
  /** The newest change first when absent. */
  readonly sort?: DashboardSort | undefined;
  /** Only what comes after it in the order: `key` is the time of its change or its title. */
  readonly after?: { readonly key: Date | string; readonly id: string } | undefined;
}

/** A sort in the words of SQL. */
export function listOrder({ sort = "-updatedAt" }: ListNarrowing) {
  const backwards = sort.startsWith("-");
  return {
    byTitle: sort.endsWith("title"),
    direction: backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`,
    beyond: backwards ? Prisma.sql`<` : Prisma.sql`>`,
  };
}

interface Narrowed extends ListNarrowing {
  /** The only dashboards that may appear; empty for any. */
  readonly only: readonly string[];
}

/**
 * SQL: `dashboard_id`, `dashboard_updated_at` and the granted levels of the first `limit` dashboards that reach the actor,
 * the newest unless sorted otherwise, one row each; null when none can. The same rule as `accessToDashboard`, for many.
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
  const { byTitle, direction, beyond } = listOrder(narrowed);
  const key = byTitle ? Prisma.sql`d.title` : Prisma.sql`d.updated_at`;
  return Prisma.sql`
    SELECT d.id AS dashboard_id, d.updated_at AS dashboard_updated_at, ${grants} AS grants FROM dashboards d
    WHERE ${visible}
      ${projectId ? Prisma.sql`AND d.project_id = ${projectId}::uuid` : Prisma.empty}
      ${only.length > 0 ? Prisma.sql`AND d.id = ANY(${[...only]}::uuid[])` : Prisma.empty}
      ${search ? Prisma.sql`AND ${titleContains(search)}` : Prisma.empty}
      ${after ? Prisma.sql`AND (${key}, d.id) ${beyond} (${after.key}, ${after.id}::uuid)` : Prisma.empty}
    ORDER BY ${key} ${direction}, d.id ${direction} LIMIT ${limit}`;
}

/**
 * The newest of each subject come from an index in their order and are merged, so that the work grows with the page and
 * the person's groups, never with how many dashboards there are or how far they are shared. What is among the newest
 * of all is among the newest of every subject it comes through: no grant of a listed dashboard is missing. By title the
 * same holds, but no index of shares has titles: everything that reaches the person is read and sorted.
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
  const { byTitle, direction } = listOrder(narrowed);
  const title = byTitle ? Prisma.sql`, r.title` : Prisma.empty;
  const key = byTitle ? Prisma.sql`r.title` : Prisma.sql`r.dashboard_updated_at`;
  return Prisma.sql`
    SELECT r.dashboard_id, r.dashboard_updated_at, array_agg(r.level::text) AS grants
    FROM (${Prisma.join(branches, " UNION ALL ")}) r
    GROUP BY r.dashboard_id, r.dashboard_updated_at${title}
    ORDER BY ${key} ${direction}, r.dashboard_id ${direction} LIMIT ${limit}`;
}

function newestOfSubject(subject: Prisma.Sql, organizationId: string, narrowed: Narrowed, limit: number): Prisma.Sql {
  const { projectId, only, search, after } = narrowed;
  const { byTitle, direction, beyond } = listOrder(narrowed);
  const key = byTitle ? Prisma.sql`d.title` : Prisma.sql`s.dashboard_updated_at`;
  const found = search ? Prisma.sql`AND ${titleContains(search)}` : Prisma.empty;
  const dashboards = search || byTitle ? Prisma.sql`JOIN dashboards d ON d.id = s.dashboard_id ${found}` : Prisma.empty;
  const title = byTitle ? Prisma.sql`, d.title` : Prisma.empty;
  return Prisma.sql`SELECT s.dashboard_id, s.dashboard_updated_at, s.level${title} FROM shares s ${dashboards}
    WHERE ${subject} AND s.organization_id = ${organizationId}::uuid AND ${shareIsLive()}
      ${projectId ? Prisma.sql`AND s.project_id = ${projectId}::uuid` : Prisma.empty}
      ${only.length > 0 ? Prisma.sql`AND s.dashboard_id = ANY(${[...only]}::uuid[])` : Prisma.empty}
      ${after ? Prisma.sql`AND (${key}, s.dashboard_id) ${beyond} (${after.key}, ${after.id}::uuid)` : Prisma.empty}
    ORDER BY ${key} ${direction}, s.dashboard_id ${direction} LIMIT ${limit}`;
}

/** SQL: the title of the dashboard `d` has these words somewhere; what is looked for is never a pattern. */
function titleContains(words: string): Prisma.Sql {
  return Prisma.sql`d.title ILIKE ${`%${words.replace(/[\\%_]/g, "\\$&")}%`}`;
}
