import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { definitionProblems } from "./definition-problems";
import type { DomainDefinition } from "./domain-definition-schema";

export interface DefinitionPlace {
  readonly projectId: string;
  readonly connectionId: string | null;
  readonly definition: DomainDefinition;
}

/**
 * Lets a definition pass that its author could ask the connection for. One without a connection is kept as it is: nobody
 * can ask it anything.
 *
 * @throws DomainError `not_found` for a connection that is not of the project, `invalid_input` with the problems by path
 */
export async function requireSoundDefinition(
  actor: Actor,
  { projectId, connectionId, definition }: DefinitionPlace,
): Promise<void> {
  if (connectionId === null) return;
  const where = { id: connectionId, projectId, organizationId: actor.organizationId };
  const connection = await database.connection.findFirst({ where, select: { id: true } });
  if (!connection) throw notFound("Connection");
  const problems = await definitionProblems(actor, connectionId, definition);
  const [first] = problems;
  if (!first) return;
  const fields = Object.fromEntries(problems.map(({ path, message }) => [`definition.${path}`, message]));
  throw new DomainError("invalid_input", first.message, fields);
}
