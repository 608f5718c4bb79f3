import { LRUCache } from "lru-cache";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import type { ParameterValue } from "@/lib/sql/security-context";
import type { AssignmentKind } from "@/prisma/client/enums";
import { ambientValues } from "./ambient-values";
import type { AppliedPolicy, AppliedValue } from "./applied-policy";
import { resolveParameters } from "./assignment-parameters";
import { fillFile, fillSchema, fillUrl } from "./combine-targets";
import type { ConnectionDefinition } from "./connection-definition";
import { everySchema, ownLocation, TargetRegistry } from "./target-registry";

interface TenantRow {
  readonly id: string;
  readonly key: string;
  readonly attributes: unknown;
}

interface AssignmentRow {
  readonly policyId: string;
  readonly kind: AssignmentKind;
  readonly tenantId: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

const kept = processState("target-registries", () => new LRUCache<string, Promise<TargetRegistry>>({ max: 200 }));

/**
 * Which tenants' policies lead where on a connection, as of now: built anew whenever a tenant, an assignment or the
 * connection has changed, which one short statement tells.
 */
export async function loadTargetRegistry(
  organizationId: string,
  connection: ConnectionDefinition,
): Promise<TargetRegistry> {
  const layered = connection.policies
    .filter((policy) => policy.connectionLayer || policy.schemaLayer)
    .map(({ id }) => id);
  if (layered.length === 0) return new TargetRegistry();
  const state = await stateOf(organizationId, layered);
  const key = `${connection.id} ${connection.version} ${state}`;
  const known = kept.get(key);
  if (known) return known;
  const building = build(organizationId, connection, layered);
  kept.set(key, building);
  building.catch(() => kept.delete(key));
  return building;
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
  return buildTargetRegistry(connection, tenants, assignments);
}

/** Renders every tenant's targets. Those that cannot be filled in lead nowhere; their readers are refused. */
export function buildTargetRegistry(
  connection: Pick<ConnectionDefinition, "policies">,
  tenants: readonly TenantRow[],
  assignments: readonly AssignmentRow[],
): TargetRegistry {
  const registry = new TargetRegistry();
  const general = assignments.filter(({ kind }) => kind === "ALL_TENANTS");
  const own = new Map<string, AssignmentRow[]>();
  for (const row of assignments) {
    if (row.kind !== "ALL_TENANTS" && row.tenantId) own.set(row.tenantId, [...(own.get(row.tenantId) ?? []), row]);
  }
  for (const tenant of tenants) {
    const ambient = ambientValues({ tenant, user: null, role: null });
    const applied = [...general, ...(own.get(tenant.id) ?? [])].flatMap((row) => applyTo(row, connection, ambient));
    if (applied.length > 0) register(registry, tenant.id, applied, ambient);
  }
  return registry;
}

function applyTo(
  row: AssignmentRow,
  { policies }: Pick<ConnectionDefinition, "policies">,
  ambient: Readonly<Record<string, AppliedValue>>,
): AppliedPolicy[] {
  const policy = policies.find(({ id }) => id === row.policyId);
  if (!policy) return [];
  const parameters = resolveParameters(row.parameters, row.kind, row.kind, ambient);
  return [{ policy, kind: row.kind, origin: row.kind, parameters, unfillable: false }];
}

function register(
  registry: TargetRegistry,
  tenantId: string,
  applied: readonly AppliedPolicy[],
  ambient: Readonly<Record<string, AppliedValue>>,
): void {
  const locations = new Set<string>();
  const schemas = new Set<string>();
  let everybodyMoved = false;
  let everybodyInSchema = false;
  for (const one of applied) {
    const forEverybody = one.kind === "ALL_TENANTS" || one.kind === "TENANT";
    const { connectionLayer, schemaLayer } = one.policy;
    const template = connectionLayer?.urlTemplate;
    const location = template ? attempt(() => fillUrl(template, one, ambient).location) : null;
    const schema = schemaLayer ? attempt(() => fillSchema(schemaLayer, one, ambient).name) : null;
    if (location !== null) locations.add(location);
    if (schema !== null) schemas.add(schema);
    everybodyMoved ||= forEverybody && location !== null;
    everybodyInSchema ||= forEverybody && schema !== null;
    for (const file of connectionLayer?.fileTemplates ?? []) {
      const path = attempt(() => fillFile(file, one, ambient).filledPath);
      if (path !== null) registry.addFile(tenantId, path);
    }
  }
  if (locations.size + schemas.size === 0) return;
  // Somebody of the tenant whom no layer moves stays in the connection's own place.
  if (!everybodyMoved) locations.add(ownLocation);
  if (!everybodyInSchema && schemas.size === 0) schemas.add(everySchema);
  for (const location of locations) for (const schema of schemas) registry.addPlace(tenantId, { location, schema });
}

function attempt(fill: () => string): string | null {
  try {
    return fill();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
