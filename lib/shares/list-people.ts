import { requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, isTenantActor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import type { PageInput } from "@/lib/pagination";
import { Prisma } from "@/prisma/client/client";
import { type AccessWay, listPeopleSchema, type PeopleWithAccess } from "./access-schema";
import { hasUnknownShares } from "./share-queries";
import { type ShareReach, shareReach } from "./share-reach";
import { type PersonRow, peopleReached, personColumns, toPersonAccess } from "./ways-in";

/**
 * Lists who can see a dashboard, by name, each with everything they reach it through and what that comes to: exactly
 * those who have it in their own list. For those who may share it, and among the people whom they may know: a tenant
 * actor reads, finds and counts their own tenant's only.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`
 */
export async function listPeopleWithAccess(
  actor: Actor,
  dashboardId: string,
  input: PageInput = {},
): Promise<PeopleWithAccess> {
  const { limit, cursor, search } = parseInput(listPeopleSchema, input);
  const access = await requireDashboardAction(actor, dashboardId, "share");
  const reach = shareReach(actor);
  const { organizationId } = actor;
  const known = Prisma.sql`d.id = ${access.id}::uuid AND d.organization_id = ${organizationId}::uuid ${ofHomes(reach)}`;
  await requireCursor(cursor, (id) => countPeople(Prisma.sql`${known} AND u.id = ${id}::uuid`));
  const found = search ? Prisma.sql`${known} AND ${named(search)}` : known;
  const [rows, total, hasOthers] = await Promise.all([
    database.$queryRaw<PersonRow[]>`
      SELECT ${personColumns} FROM dashboards d CROSS JOIN LATERAL ${peopleReached()}
      WHERE ${found} ${cursor ? after(cursor) : Prisma.empty}
      GROUP BY u.id, t.name ORDER BY u.display_name, u.id LIMIT ${limit + 1}`,
    countPeople(found),
    hasUnknownShares(actor, access.id),
  ]);
  const people = rows.slice(0, limit).map((row) => toPersonAccess(row, access));
  const data = isTenantActor(actor) ? people.map((one) => ({ ...one, ways: waysForTenant(one.ways) })) : people;
  return { data, hasOthers, nextCursor: rows.length > limit ? (data.at(-1)?.userId ?? null) : null, total };
}

async function countPeople(condition: Prisma.Sql): Promise<number> {
  const [counted] = await database.$queryRaw<{ total: number }[]>`
    SELECT count(DISTINCT u.id)::int AS total FROM dashboards d CROSS JOIN LATERAL ${peopleReached()}
    WHERE ${condition}`;
  return counted?.total ?? 0;
}

function ofHomes({ homes }: ShareReach): Prisma.Sql {
  return homes ? Prisma.sql`AND u.home_id = ANY(${[...homes]}::uuid[])` : Prisma.empty;
}

function named(words: string): Prisma.Sql {
  const pattern = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`(u.display_name ILIKE ${pattern} OR u.email ILIKE ${pattern})`;
}

function after(userId: string): Prisma.Sql {
  return Prisma.sql`AND (u.display_name, u.id) > (SELECT c.display_name, c.id FROM users c WHERE c.id = ${userId}::uuid)`;
}

/**
 * To a tenant, a share with all tenants is one with theirs: that there are others is not theirs to know. It folds into
 * the tenant's own share, so that it does not show as a second one.
 */
function waysForTenant(ways: readonly AccessWay[]): readonly AccessWay[] {
  const own = ways.some(({ kind }) => kind === "TENANT");
  return ways.flatMap((way) => {
    if (way.kind !== "ALL_TENANTS") return [way];
    return own ? [] : [{ ...way, kind: "TENANT" as const, shareId: null }];
  });
}
