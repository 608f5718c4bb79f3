import { LRUCache } from "lru-cache";
import { RecentReads } from "@/lib/audit/recent-reads";
import { linksOfPathTemplate } from "@/lib/connections/path-template";
import { database } from "@/lib/database";
import { processState } from "@/lib/process-state";
import type { ParameterValue } from "@/lib/sql/security-context";
import { buildTargetRegistry } from "./build-target-registry";
import type { ConnectionDefinition } from "./connection-definition";
import type { ConnectionPlace } from "./connection-place";
import { TargetRegistry } from "./target-registry";

const kept = processState("target-registries", () => new LRUCache<string, Promise<TargetRegistry>>({ max: 200 }));

const states = processState("target-registry-states", () => new RecentReads<string>(2_000));

/**
 * Which tenants' policies lead where on a connection, at most 5 s old: built anew whenever a tenant, an assignment or the
 * connection has changed, which one short statement tells.
 */
export async function loadTargetRegistry(
  organizationId: string,
  connection: ConnectionDefinition,
  place: ConnectionPlace,
): Promise<TargetRegistry> {
  const layered = connection.policies
    .filter((policy) => policy.connectionLayer || policy.schemaLayer)
    .map(({ id }) => id);
  if (layered.length === 0) return new TargetRegistry(place);
  const state = await states.get(JSON.stringify([organizationId, layered]), () => stateOf(organizationId, layered));
  // A folder that has become a link since leads some tenants elsewhere.
  const links = fileTemplatesOf(connection).map(({ path }) => linksOfPathTemplate(path));
  const key = JSON.stringify([connection.id, connection.version, state, ...new Set(links)]);
  const known = kept.get(key);
  if (known) return known;
  const building = build(organizationId, connection, layered, place);
  kept.set(key, building);
  building.catch(() => kept.delete(key));
  return building;
}

function fileTemplatesOf({ policies }: ConnectionDefinition) {
  return policies.flatMap(({ connectionLayer }) => connectionLayer?.fileTemplates ?? []);
}

async function stateOf(organizationId: string, policyIds: string[]): Promise<string> {
  const [row] = await database.$queryRaw<{ state: string }[]>`
    SELECT concat_ws(' ', t.number, t.times, a.number, a.times) AS state
    FROM (SELECT count(*) AS number, sum((date_part('epoch', updated_at) * 1000)::bigint) AS times
        FROM tenants WHERE organization_id = ${organizationId}::uuid) AS t,
      (SELECT count(*) AS number, sum((date_part('epoch', updated_at) * 1000)::bigint) AS times
        FROM assignments WHERE policy_id = ANY(${policyIds}::uuid[])) AS a`;
  return row?.state ?? "";
}

async function build(
  organizationId: string,
  connection: ConnectionDefinition,
  policyIds: string[],
  place: ConnectionPlace,
): Promise<TargetRegistry> {
  const [tenants, rows] = await Promise.all([
    database.tenant.findMany({ where: { organizationId }, select: { id: true, key: true, attributes: true } }),
    database.assignment.findMany({
      where: { policyId: { in: policyIds }, kind: { in: ["ALL_TENANTS", "TENANT", "GROUP", "USER"] } },
      select: {
        policyId: true,
        kind: true,
        tenantId: true,
        parameters: true,
        group: { select: { tenantId: true } },
        user: { select: { tenantId: true } },
      },
    }),
  ]);
  const assignments = rows.map((row) => ({
    policyId: row.policyId,
    kind: row.kind,
    tenantId: row.tenantId ?? row.group?.tenantId ?? row.user?.tenantId ?? null,
    parameters: row.parameters as Record<string, ParameterValue>,
  }));
  return buildTargetRegistry(connection, tenants, assignments, place);
}
