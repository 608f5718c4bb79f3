import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import type { Prisma } from "@/prisma/client/client";

/**
 * The domains an actor may know. An embed session sees its own project's only, as far as its token allows; a domain
 * that was made after the token is hidden from a session that excludes some (R09). A dashboard token shows one dashboard
 * and nothing beside it (R08): only where it may edit does it need to know what cards can be made of.
 *
 * @throws DomainError `unauthenticated` when the session has ended
 */
export async function visibleDomains(actor: Actor): Promise<Prisma.SemanticDomainWhereInput> {
  const { organizationId } = actor;
  if (actor.kind !== "embed_viewer") return { organizationId };
  const { projectId } = actor;
  if (actor.dashboardId !== null && !actor.allowEdit) return nothing(organizationId, projectId);
  const session = await findEmbedSession(actor.embedSessionId);
  if (!session) throw new DomainError("unauthenticated", "The session has ended");
  const { mode, domains: named } = session.semanticDomainAccess;
  const domains = [...named];
  switch (mode) {
    case "all":
      return { organizationId, projectId };
    case "include":
      return { organizationId, projectId, AND: [{ id: { in: domains } }] };
    case "exclude": {
      const { createdAt } = await database.embedSession.findUniqueOrThrow({
        where: { id: actor.embedSessionId },
        select: { createdAt: true },
      });
      return { organizationId, projectId, AND: [{ id: { notIn: domains } }, { createdAt: { lte: createdAt } }] };
    }
    default:
      return nothing(organizationId, projectId);
  }
}

function nothing(organizationId: string, projectId: string): Prisma.SemanticDomainWhereInput {
  return { organizationId, projectId, AND: [{ id: { in: [] } }] };
}
