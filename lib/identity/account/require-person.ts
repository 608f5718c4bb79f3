import { forbidden } from "@/lib/audit/note-refusal";
import { requirePermission } from "@/lib/authorization/require-permission";
import type { Actor, OrganizationUser, TenantUser } from "../actor";

/**
 * The person of a portal session. Programs and embed tokens speak for people too, but nobody's account is theirs.
 *
 * @throws DomainError `forbidden`
 */
export function requirePerson(actor: Actor): OrganizationUser | TenantUser {
  requirePermission(actor, "account:manage");
  if (actor.kind === "organization_user" || actor.kind === "tenant_user") return actor;
  throw forbidden(actor, "account:manage", "Only people who are signed in have an account");
}
