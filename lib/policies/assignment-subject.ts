import { fillNameTemplate } from "@/lib/connections/name-template";
import { parseTemplate, targetText } from "@/lib/connections/target-template";
import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { ParameterValue } from "@/lib/sql/security-context";
import { ambientValues } from "./ambient-values";
import type { AppliedValue } from "./applied-policy";
import { placeholderIn } from "./assignment-parameters";
import type { PolicyDefinition } from "./policy-definition";
import { placeholdersInLayers } from "./policy-parameters";
import type { CreateAssignmentInput, ParameterValues } from "./policy-schema";

/** For whom an assignment is. */
export interface AssignmentSubject {
  /** Makes one assignment per policy and subject unique. */
  readonly key: string;
  readonly tenantId: string | null;
  /** What is known about them now; empty for kinds that mean many. */
  readonly ambient: Readonly<Record<string, AppliedValue>> | null;
}

type Chosen = Pick<CreateAssignmentInput, "kind" | "tenantId" | "groupId" | "userId" | "role">;

/**
 * The subject of an assignment, of the actor's own organization.
 *
 * @throws DomainError `not_found`
 */
export async function requireSubject(actor: Actor, chosen: Chosen): Promise<AssignmentSubject> {
  const { organizationId } = actor;
  if (chosen.kind === "TENANT") {
    const tenant = await database.tenant.findFirst({ where: { id: chosen.tenantId, organizationId } });
    if (!tenant) throw notFound("Tenant");
    return { key: tenant.id, tenantId: tenant.id, ambient: ambientValues({ tenant, user: null, role: null }) };
  }
  if (chosen.kind === "GROUP") {
    const group = await database.group.findFirst({ where: { id: chosen.groupId, organizationId } });
    if (!group) throw notFound("Group");
    return { key: group.id, tenantId: group.tenantId, ambient: null };
  }
  if (chosen.kind === "USER") {
    const user = await database.user.findFirst({
      where: { id: chosen.userId, organizationId },
      include: { tenant: true },
    });
    if (!user) throw notFound("User");
    return {
      key: user.id,
      tenantId: user.tenantId,
      ambient: ambientValues({ tenant: user.tenant, user, role: user.role }),
    };
  }
  return { key: chosen.kind === "ROLE" ? (chosen.role ?? "") : chosen.kind, tenantId: null, ambient: null };
}

/**
 * Refuses an assignment that could never be filled in: for a known subject, every parameter has a value, and the
 * values that choose a database, schema or folder fit their places.
 *
 * @throws DomainError `invalid_input` with a message per parameter.
 */
export function requireFillableTargets(
  policy: PolicyDefinition,
  parameters: ParameterValues,
  subject: AssignmentSubject,
): void {
  const inTargets = new Set(placeholdersInLayers(policy));
  for (const [name, given] of Object.entries(parameters)) {
    const field = `parameters.${name}`;
    const placeholder = placeholderIn(given);
    if (placeholder !== null && subject.ambient === null) continue;
    const value = placeholder === null ? given : subject.ambient?.[placeholder]?.value;
    if (value === undefined) refuse(field, `${placeholder} has no value for them`);
    if (inTargets.has(name)) attempt(field, () => targetText(name, value));
  }
  attempt("parameters", () => fillNames(policy, parameters));
}

/** A finished name that is too long shows only when everything is put together. */
function fillNames({ schemaLayer }: PolicyDefinition, parameters: ParameterValues): void {
  for (const template of [schemaLayer?.schemaTemplate, schemaLayer?.roleTemplate]) {
    const names = template ? parseTemplate(template).placeholders.map(({ name }) => name) : [];
    const literal = names.every((name) => parameters[name] !== undefined && placeholderIn(parameters[name]) === null);
    if (template && literal) fillNameTemplate(template, parameters as Record<string, ParameterValue>);
  }
}

function attempt(field: string, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    refuse(field, error.message);
  }
}

function refuse(field: string, message: string): never {
  throw new DomainError("invalid_input", message, { [field]: message });
}
