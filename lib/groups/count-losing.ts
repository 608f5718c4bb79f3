import { now } from "@/lib/clock";
import { database } from "@/lib/database";

export interface Losing {
  /** Members who lose something of some dashboard. */
  readonly people: number;
  readonly ofDashboard: ReadonlyMap<string, number>;
}

/** Pairs of a member and a dashboard that are looked at; each takes some microseconds. */
const mostPairs = 500_000;

/**
 * How many members of a group have as much of its dashboards in no other way: by their own share, another group, or an
 * "everyone" share. An ADMIN loses nothing, and a VIEWER has no more than viewing to lose. Null when there are too many
 * pairs to look at.
 */
export async function countLosing(
  groupId: string,
  { memberCount, dashboardCount }: { readonly memberCount: number; readonly dashboardCount: number },
): Promise<Losing | null> {
  if (memberCount * dashboardCount > mostPairs) return null;
  const time = now();
  const rows = await database.$queryRaw<{ dashboardId: string | null; people: number }[]>`
    WITH given AS (
      SELECT s.dashboard_id, s.level FROM shares s
      WHERE s.group_id = ${groupId}::uuid AND (s.expires_at IS NULL OR s.expires_at > ${time})
    ), member AS (
      SELECT u.id, u.role, u.tenant_id FROM group_members m JOIN users u ON u.id = m.user_id
      WHERE m.group_id = ${groupId}::uuid AND u.role <> 'ADMIN'
    )
    SELECT g.dashboard_id AS "dashboardId", count(DISTINCT m.id)::int AS people
    FROM given g CROSS JOIN member m
    WHERE NOT EXISTS (
      SELECT 1 FROM shares o
      WHERE o.dashboard_id = g.dashboard_id AND o.group_id IS DISTINCT FROM ${groupId}::uuid
        AND (o.expires_at IS NULL OR o.expires_at > ${time})
        AND (o.level >= g.level OR m.role = 'VIEWER')
        AND (o.user_id = m.id
          OR EXISTS (SELECT 1 FROM group_members x WHERE x.group_id = o.group_id AND x.user_id = m.id)
          OR (o.scope = 'TENANT' AND o.tenant_id = m.tenant_id)
          OR (o.scope = 'ALL_TENANTS' AND m.tenant_id IS NOT NULL)
          OR (o.scope = 'ALL_ORGANIZATION_USERS' AND m.tenant_id IS NULL)))
    GROUP BY GROUPING SETS ((g.dashboard_id), ())`;
  const all = rows.find(({ dashboardId }) => dashboardId === null);
  const each = rows.flatMap(({ dashboardId, people }) =>
    dashboardId === null ? [] : [[dashboardId, people] as const],
  );
  return { people: all?.people ?? 0, ofDashboard: new Map(each) };
}
