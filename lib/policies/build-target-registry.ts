import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";
import type { AssignmentKind } from "@/prisma/client/enums";
import { ambientValues } from "./ambient-values";
import type { AppliedPolicy, AppliedValue } from "./applied-policy";
import { resolveParameters } from "./assignment-parameters";
import type { ConnectionDefinition } from "./connection-definition";
import { fillFile, fillSchema, fillUrl } from "./fill-targets";
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
