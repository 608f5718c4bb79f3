import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";

const essentials = {
  id: true,
  organizationId: true,
  projectId: true,
  name: true,
  engine: true,
  settingsCiphertext: true,
} as const;

/**
 * The stored connection of the actor's own organization; every command of this folder finds it here.
 *
 * @throws DomainError `not_found`, for a foreign id as for none.
 */
export async function findOwnConnection(actor: Actor, id: string) {
  const connection = isUuid(id)
    ? await database.connection.findFirst({ where: { id, organizationId: actor.organizationId }, select: essentials })
    : null;
  if (!connection) throw notFound("Connection");
  return connection;
}

/**
 * Lets a project id of the actor's own organization pass.
 *
 * @throws DomainError `not_found`
 */
export async function requireOwnProject(actor: Actor, projectId: string): Promise<void> {
  const where = { id: projectId, organizationId: actor.organizationId };
  if (!isUuid(projectId) || !(await database.project.findFirst({ where, select: { id: true } })))
    throw notFound("Project");
}
