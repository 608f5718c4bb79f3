import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { type DefinitionProblem, definitionProblems } from "./definition-problems";
import { domainDefinitionSchema } from "./domain-definition-schema";

export interface CheckedPlace {
  readonly projectId: string;
  readonly connectionId: string | null;
  /** As it stands in an editor: it may be anything. */
  readonly definition: unknown;
}

/**
 * What would keep a definition from being saved, while it is written: its shape first, then what the connection's catalog
 * and the guard say of it.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign connection
 */
export async function checkDefinition(
  actor: Actor,
  { projectId, connectionId, definition }: CheckedPlace,
): Promise<readonly DefinitionProblem[]> {
  requirePermission(actor, "domain:update");
  const parsed = domainDefinitionSchema.safeParse(definition);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
  }
  if (connectionId === null) return [];
  if (!isUuid(connectionId) || !isUuid(projectId)) throw notFound("Connection");
  const where = { id: connectionId, projectId, organizationId: actor.organizationId };
  if (!(await database.connection.findFirst({ where, select: { id: true } }))) throw notFound("Connection");
  return definitionProblems(actor, connectionId, parsed.data);
}
