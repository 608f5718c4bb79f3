import { forbidden } from "@/lib/audit/note-refusal";
import { requirePermission } from "@/lib/authorization/require-permission";
import { DomainError, notFound } from "@/lib/errors";
import { type Actor, isTenancyOff, isTenantActor, tenantOf, userOf } from "@/lib/identity/actor";
import type { Role } from "@/prisma/client/enums";
import type { TokenPolicies } from "./resolve-token-policies";

/** Whose assignments hold. */
export interface ContextSubject {
  readonly organizationId: string;
  readonly audience: "tenant" | "organization";
  readonly tenantId: string | null;
  readonly userId: string | null;
  /** Null when a tenant is looked at as such, without any person. */
  readonly role: Role | null;
  readonly restricted: boolean;
  readonly tokenPolicies: TokenPolicies | null;
  /** An ADMIN's session without tenancy: no policy holds (R15). */
  readonly tenancyOff?: boolean;
}

export interface SubjectOptions {
  /** The tenant whose dashboard is looked at (R20). */
  readonly homeTenantId?: string;
  /** The tenant that an organization user or a program looks as. */
  readonly asTenantId?: string;
  readonly tokenPolicies: TokenPolicies | null;
}

/**
 * The subjects whose views are intersected: the actor's own first; then the tenant that an organization's actor looks
 * as, or whose dashboard it is. A tenant's dashboard never runs for anybody without its home tenant's context (R20),
 * but for an ADMIN who has switched tenancy off for a moment (R15).
 *
 * @throws DomainError `forbidden` for a tenant actor or embed token that names a tenant, `not_found` for a tenant actor
 * on another tenant's dashboard, `invalid_input` when the two tenants differ.
 */
export function contextSubjects(actor: Actor, options: SubjectOptions): ContextSubject[] {
  const { homeTenantId, asTenantId, tokenPolicies } = options;
  const audience = isTenantActor(actor) ? "tenant" : "organization";
  const own: ContextSubject = {
    organizationId: actor.organizationId,
    audience,
    tenantId: tenantOf(actor),
    userId: userOf(actor),
    role: actor.role,
    restricted: audience === "tenant" || actor.role === "VIEWER" || actor.role === "POWER_USER",
    tokenPolicies,
  };
  if (isTenancyOff(actor)) return [withoutTenancy(own, asTenantId)];
  if (asTenantId !== undefined) requireMayLookAs(actor);
  if (audience === "tenant") {
    if (homeTenantId !== undefined && own.tenantId !== homeTenantId) throw notFound("Dashboard");
    return [own];
  }
  if (homeTenantId !== undefined && asTenantId !== undefined && homeTenantId !== asTenantId) {
    const message = "This dashboard belongs to another tenant";
    throw new DomainError("invalid_input", message, { asTenantId: message });
  }
  const tenantId = homeTenantId ?? asTenantId;
  if (tenantId === undefined) return [own];
  return [own, tenantSubject(actor.organizationId, tenantId)];
}

/** A tenant as such, without any person of it. */
export function tenantSubject(organizationId: string, tenantId: string): ContextSubject {
  const nobody = { userId: null, role: null, tokenPolicies: null };
  return { organizationId, audience: "tenant", tenantId, restricted: true, ...nobody };
}

/** The one way past policies, home tenants included; to look as a tenant at the same time would be neither. */
function withoutTenancy(own: ContextSubject, asTenantId: string | undefined): ContextSubject {
  if (asTenantId === undefined) return { ...own, restricted: false, tenancyOff: true };
  const message = "Tenancy is off in this session; switch it on again to look as a tenant";
  throw new DomainError("invalid_input", message, { asTenantId: message });
}

function requireMayLookAs(actor: Actor): void {
  if (actor.kind === "tenant_user" || actor.kind === "embed_viewer") {
    throw forbidden(actor, "tenant:read", "Only the organization's own people may look as a tenant");
  }
  requirePermission(actor, "tenant:read");
}
