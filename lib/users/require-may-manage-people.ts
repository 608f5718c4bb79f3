import { forbidden } from "@/lib/audit/note-refusal";
import type { Permission } from "@/lib/authorization/permissions";
import { requirePermission } from "@/lib/authorization/require-permission";
import { notFound } from "@/lib/errors";
import type { Actor, Attributes } from "@/lib/identity/actor";
import type { Role } from "@/prisma/client/enums";

/**
 * Lets ADMINs pass and, in the commands that ask here and nowhere else, an identity provider: the people it reaches are
 * those of `peopleWithin`.
 *
 * @throws DomainError `forbidden`
 */
export function requireMayManagePeople(actor: Actor, permission: Permission): void {
  requirePermission(actor, actor.kind === "scim_client" ? "user:provision" : permission);
}

interface PersonData {
  readonly tenantId?: string | null;
  readonly role?: Role;
  readonly password?: string;
  readonly attributes?: Attributes;
}

/**
 * Keeps an identity provider to its home and to the role its token gives to new people: it never says which role
 * somebody has from then on, what is noted about them, or their password (R14, R17).
 *
 * @throws DomainError `forbidden`, `not_found` for another home
 */
export function requireProvisionable(actor: Actor, person: PersonData): void {
  if (actor.kind !== "scim_client") return;
  if (person.tenantId !== undefined && person.tenantId !== actor.tenantId) throw notFound("Tenant");
  const isNew = person.tenantId !== undefined;
  const asked = Object.keys(person.attributes ?? {}).length > 0 || person.password !== undefined;
  const raised = isNew ? person.role !== actor.role : person.role !== undefined;
  if (asked || raised) throw forbidden(actor, "user:update", "An identity provider may not say this of people");
}
