import { capOfLevel, levelOnDashboard } from "@/lib/dashboards/dashboard-level";
import { shareIsLive } from "@/lib/dashboards/dashboard-person";
import { Prisma } from "@/prisma/client/client";
import type { AccessLevel, Role } from "@/prisma/client/enums";
import type { AccessWay, PersonAccess } from "./access-schema";

/** A person with their ways to one dashboard. */
export interface PersonRow {
  userId: string;
  displayName: string;
  email: string;
  role: Role;
  tenantId: string | null;
  tenantName: string | null;
  /** Times as Postgres writes them in JSON. */
  ways: AccessWay[];
}

/**
 * SQL: `user_id`, `share_id`, `kind`, `level`, `expires_at` and `group_id` of each way by which somebody reaches the
 * dashboard `d`: the rule of `accessToDashboard`, from the dashboard's side. One branch a scope, because each then finds
 * its rows in an index. `tenantId` keeps to one tenant's people before anybody else's are looked up.
 */
function waysIn(tenantId: string | undefined): Prisma.Sql {
  const share = Prisma.sql`s.id AS share_id, s.scope::text AS kind, s.level::text AS level, s.expires_at`;
  const homeIs = (column: Prisma.Sql) => (tenantId ? Prisma.sql`AND ${column} = ${tenantId}::uuid` : Prisma.empty);
  const subject = homeIs(Prisma.sql`s.subject_home_id`);
  const of = (scope: string) =>
    Prisma.sql`s.dashboard_id = d.id AND s.scope = ${scope}::"ShareScope" AND ${shareIsLive()}`;
  // A tenant's people have its id as their home, the organization's own the organization's: the share's subject.
  const wholeHome = (scope: string) => Prisma.sql`SELECT e.id, ${share}, NULL::uuid
    FROM shares s JOIN users e ON e.home_id = s.subject_id WHERE ${of(scope)} ${subject}`;
  return Prisma.sql`
    SELECT s.user_id, ${share}, NULL::uuid AS group_id FROM shares s WHERE ${of("USER")} ${subject}
    UNION ALL
    SELECT m.user_id, ${share}, s.group_id FROM shares s JOIN group_members m ON m.group_id = s.group_id
      WHERE ${of("GROUP")} ${subject}
    UNION ALL ${wholeHome("TENANT")}
    UNION ALL ${wholeHome("ALL_ORGANIZATION_USERS")}
    UNION ALL
    SELECT e.id, ${share}, NULL::uuid FROM shares s
      JOIN users e ON e.organization_id = s.organization_id AND e.tenant_id IS NOT NULL ${homeIs(Prisma.sql`e.home_id`)}
      WHERE ${of("ALL_TENANTS")}
    UNION ALL
    SELECT a.id, NULL::uuid, 'ADMIN', 'OWNER', NULL::timestamptz, NULL::uuid
      FROM users a WHERE a.home_id = d.organization_id AND a.role = 'ADMIN' ${homeIs(Prisma.sql`a.home_id`)}`;
}

/** SQL: columns of a person `u` with their ways `w`, grouped by `u.id` and `t.name`; groups `g` and the tenant `t` are joined. */
export const personColumns = Prisma.sql`
  u.id AS "userId", u.display_name AS "displayName", u.email, u.role::text AS role, u.tenant_id AS "tenantId",
  t.name AS "tenantName",
  json_agg(json_build_object('kind', w.kind, 'shareId', w.share_id, 'groupId', w.group_id, 'groupName', g.name,
    'level', w.level, 'expiresAt', w.expires_at) ORDER BY w.kind DESC, g.name, w.share_id) AS ways`;

/** SQL: where those columns come from, people who are disabled left out: they reach nothing. */
export function peopleReached(tenantId?: string): Prisma.Sql {
  return Prisma.sql`(${waysIn(tenantId)}) w
    JOIN users u ON u.id = w.user_id AND u.organization_id = d.organization_id AND u.disabled_at IS NULL
    LEFT JOIN groups g ON g.id = w.group_id LEFT JOIN tenants t ON t.id = u.tenant_id`;
}

/** What the ways come to for this person, by the rule that decides every request. */
export function toPersonAccess(
  { ways, ...person }: PersonRow,
  dashboard: { readonly tenantId: string | null; readonly reachesSeveralTenants: boolean },
): PersonAccess {
  const facts = {
    role: person.role,
    grants: ways.map(({ level }): AccessLevel => level),
    personTenantId: person.tenantId,
    homeTenantId: dashboard.tenantId,
    reachesSeveralTenants: dashboard.reachesSeveralTenants,
  };
  const ends = ways.map(({ expiresAt }) => isoTime(expiresAt));
  return {
    ...person,
    level: levelOnDashboard(facts) ?? "VIEWER",
    cap: capOfLevel(facts),
    expiresAt: ends.reduce(laterOf),
    ways: ways.map((way) => ({ ...way, expiresAt: isoTime(way.expiresAt) })),
  };
}

/** Never is later than any end. */
function laterOf(one: string | null, other: string | null): string | null {
  return one === null || other === null ? null : one > other ? one : other;
}

function isoTime(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
