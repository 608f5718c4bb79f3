import { roleAllows } from "@/lib/authorization/permissions";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { type Actor, type EmbedViewer, isTenantActor, tenantOf, userOf } from "@/lib/identity/actor";
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

/** Grants that reach an actor; none is needed by an author or admin of the organization. */
function grantedTo(actor: Actor): Condition {
  if (!isTenantActor(actor) && roleAllows(actor.role, "domain:update")) return {};
  const tenantId = tenantOf(actor);
  const userId = actor.kind === "api_client" ? actor.createdById : userOf(actor);
  const person: Prisma.DomainGrantWhereInput[] = userId
    ? [
        { scope: "USER", subjectId: userId },
        { scope: "GROUP", group: { members: { some: { userId } } } },
      ]
    : [];
  const everybody: Prisma.DomainGrantWhereInput[] = isTenantActor(actor)
    ? [{ scope: "ALL_TENANTS" }, ...(tenantId ? [{ scope: "TENANT", subjectId: tenantId } as const] : [])]
    : [{ scope: "ALL_ORGANIZATION_USERS" }];
  return { grants: { some: { OR: [...person, ...everybody] } } };
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
