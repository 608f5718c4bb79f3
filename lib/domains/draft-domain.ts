import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { type DraftDomainInput, draftDomainSchema } from "./domain-schema";
import { type DraftedDefinition, draftDefinition } from "./draft-definition";
import { type ReadableTables, readableTables } from "./readable-tables";

/**
 * A first definition from a connection's tables and keys, of those that the author may read. Saves nothing; what was
 * guessed is said in the notes.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign connection and for a table that the author cannot read
 */
export async function draftDomain(actor: Actor, input: DraftDomainInput): Promise<DraftedDefinition> {
  const { projectId, connectionId, tables: chosen } = parseInput(draftDomainSchema, input);
  const all = await tablesForDomains(actor, { projectId, connectionId });
  const tables = chosen
    ? chosen.map(({ schema = all.defaultSchema, name }) => {
        const found = all.tables.find((table) => table.schema === schema && table.name === name);
        if (!found) throw notFound("Table");
        return found;
      })
    : all.tables.slice(0, 100);
  return draftDefinition({ ...all, tables });
}

/**
 * What a domain of this connection can be made of.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function tablesForDomains(
  actor: Actor,
  { projectId, connectionId }: { readonly projectId: string; readonly connectionId: string },
): Promise<ReadableTables> {
  requirePermission(actor, "domain:create");
  // A browser may send anything in a text's place, and the database would take an object for a condition.
  if (!isUuid(connectionId) || !isUuid(projectId)) throw notFound("Connection");
  const where = { id: connectionId, projectId, organizationId: actor.organizationId };
  const connection = await database.connection.findFirst({ where, select: { id: true } });
  if (!connection) throw notFound("Connection");
  return readableTables(actor, connectionId);
}
