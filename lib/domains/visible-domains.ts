import { roleAllows } from "@/lib/authorization/permissions";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { type Actor, type EmbedViewer, isTenantActor, tenantOf } from "@/lib/identity/actor";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import type { Prisma } from "@/prisma/client/client";

type Condition = Prisma.SemanticDomainWhereInput;

export interface VisibilityOptions {
  /**
   * For the rows of a card that a dashboard has: a dashboard token shows its dashboard and nothing beside it (R08), so
   * that it needs the domains of its cards and finds them in no list.
   */
  readonly savedCard?: boolean;
}

/**
 * The domains an actor may know: those granted to them, as far as their session goes; whoever manages domains has all of
 * the organization. An embed session sees its own project's only, those that its token allows; a domain that was made
 * after the token is hidden from a session that excludes some (R09). Every list, look-up, preview and run asks here, and
 * what is left out is `not_found` everywhere.
 *
 * @throws DomainError `unauthenticated` when the session has ended
 */
export async function visibleDomains(actor: Actor, options: VisibilityOptions = {}): Promise<Condition> {
  const inSession = actor.kind === "embed_viewer" ? await sessionDomains(actor, options) : {};
  return { organizationId: actor.organizationId, AND: [inSession, grantedTo(actor)] };
}

/** Whether an actor sees every domain of the organization without a grant: authors and admins of it do. */
export function managesDomains(actor: Actor): boolean {
  return !isTenantActor(actor) && roleAllows(actor.role, "domain:update");
}

function grantedTo(actor: Actor): Condition {
  // It keeps people and groups, and reads nothing of anybody's.
  if (actor.kind === "scim_client") return { id: { in: [] } };
  if (managesDomains(actor)) return {};
  return { grants: { some: { OR: grantsReaching(granteeOf(actor)) } } };
}

/** Whose grants count: a person's, those of a tenant's people, or those of the organization's. */
export interface Grantee {
  readonly audience: "tenant" | "organization";
  readonly tenantId: string | null;
  readonly userId: string | null;
}

export function granteeOf(actor: Actor): Grantee {
  const isProgram = actor.kind === "api_client" || actor.kind === "scim_client";
  const userId = isProgram ? actor.createdById : actor.userId;
  return { audience: isTenantActor(actor) ? "tenant" : "organization", tenantId: tenantOf(actor), userId };
}

/** Grants through which somebody comes to a domain. */
export function grantsReaching({ audience, tenantId, userId }: Grantee): Prisma.DomainGrantWhereInput[] {
  const person: Prisma.DomainGrantWhereInput[] = userId
    ? [
        { scope: "USER", subjectId: userId },
        { scope: "GROUP", group: { members: { some: { userId } } } },
      ]
    : [];
  if (audience === "organization") return [...person, { scope: "ALL_ORGANIZATION_USERS" }];
  return [
    ...person,
    { scope: "ALL_TENANTS" },
    ...(tenantId ? [{ scope: "TENANT", subjectId: tenantId } as const] : []),
  ];
}

/** What the token of a session leaves. */
async function sessionDomains(actor: EmbedViewer, { savedCard }: VisibilityOptions): Promise<Condition> {
  const { projectId } = actor;
  if (actor.dashboardId !== null && !actor.allowEdit && !savedCard) return nothing(projectId);
  const session = await findEmbedSession(actor.embedSessionId);
  if (!session) throw new DomainError("unauthenticated", "The session has ended");
  const { mode, domains: named } = session.semanticDomainAccess;
  const domains = [...named];
  switch (mode) {
    case "all":
      return { projectId };
    case "include":
      return { projectId, AND: [{ id: { in: domains } }] };
    case "exclude": {
      const { createdAt } = await database.embedSession.findUniqueOrThrow({
        where: { id: actor.embedSessionId },
        select: { createdAt: true },
      });
      return { projectId, AND: [{ id: { notIn: domains } }, { createdAt: { lte: createdAt } }] };
    }
    default:
      return nothing(projectId);
  }
}

function nothing(projectId: string): Condition {
  return { projectId, AND: [{ id: { in: [] } }] };
}
