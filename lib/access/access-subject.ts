import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { loadEmbedSessionPolicies } from "@/lib/identity/embed-sessions/embed-session-policies";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { userActor, userActorFields } from "@/lib/identity/user-actor";
import { type ContextSubject, contextSubjects, tenantSubject } from "@/lib/policies/context-subject";
import type { AccessExplanation, ExplainAccessInput } from "./access-schema";

/** Whom an explanation is about, as the gate and the dashboards would see them. */
export interface AccessSubject {
  readonly view: AccessExplanation["subject"];
  readonly subjects: readonly ContextSubject[];
  /** Null for a tenant as such. */
  readonly actor: Actor | null;
  readonly tenantId: string | null;
}

/**
 * Finds a person, tenant or live token of the asking admin's own organization.
 *
 * @throws DomainError `not_found`, `unauthenticated` for a token that opens nothing (any more)
 */
export function findAccessSubject(admin: Actor, input: ExplainAccessInput): Promise<AccessSubject> {
  if ("userId" in input) return personSubject(admin, input.userId);
  return "tenantId" in input ? wholeTenantSubject(admin, input.tenantId) : tokenSubject(admin, input);
}

async function personSubject({ organizationId }: Actor, userId: string): Promise<AccessSubject> {
  const user = await database.user.findFirst({
    where: { id: userId, organizationId },
    select: { ...userActorFields, disabledAt: true, tenant: { select: { name: true } } },
  });
  if (!user) throw notFound("User");
  const actor = userActor(user);
  return {
    view: {
      kind: "person",
      name: user.displayName,
      tenant: user.tenant?.name ?? null,
      role: user.role,
      notice: user.disabledAt ? "This account is disabled: until it is enabled again it sees nothing." : null,
    },
    subjects: contextSubjects(actor, { tokenPolicies: null }),
    actor,
    tenantId: user.tenantId,
  };
}

async function wholeTenantSubject({ organizationId }: Actor, tenantId: string): Promise<AccessSubject> {
  const tenant = await database.tenant.findFirst({ where: { id: tenantId, organizationId }, select: { name: true } });
  if (!tenant) throw notFound("Tenant");
  return {
    view: { kind: "tenant", name: tenant.name, tenant: tenant.name, role: null, notice: null },
    subjects: [tenantSubject(organizationId, tenantId)],
    actor: null,
    tenantId,
  };
}

async function tokenSubject(
  { organizationId }: Actor,
  { projectId, token }: { readonly projectId: string; readonly token: string },
): Promise<AccessSubject> {
  const actor = await actorFromEmbedToken(token);
  if (actor.organizationId !== organizationId || actor.projectId !== projectId) throw notFound("Token");
  const tokenPolicies = await loadEmbedSessionPolicies(actor.embedSessionId);
  const tenant = actor.tenantId
    ? await database.tenant.findFirst({ where: { id: actor.tenantId, organizationId }, select: { name: true } })
    : null;
  return {
    view: {
      kind: "token",
      name: actor.userId ? actor.displayName : "A viewer of no name",
      tenant: tenant?.name ?? null,
      role: actor.userId ? actor.role : null,
      notice: null,
    },
    subjects: contextSubjects(actor, { tokenPolicies }),
    actor,
    tenantId: actor.tenantId,
  };
}
