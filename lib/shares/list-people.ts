import { requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import type { PageInput } from "@/lib/pagination";
import { Prisma } from "@/prisma/client/client";
import { listPeopleSchema, type PeopleWithAccess } from "./access-schema";
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
  // No way of a tenant's own people names another tenant: what all tenants have, none of them shares on (R19).
  const data = rows.slice(0, limit).map((row) => toPersonAccess(row, access));
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
