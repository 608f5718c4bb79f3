import { can } from "@/lib/authorization/require-permission";
import type { CompiledDomainQuery } from "@/lib/domains/compile-domain-query";
import type { UsableDomain } from "@/lib/domains/find-usable-domain";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { QueryRequest } from "./query-request";
import { type QueryResult, runQuery } from "./run-query";

export type DomainRequest = Pick<QueryRequest, "purpose" | "asTenantId" | "maximumRows" | "fresh" | "signal">;

/**
 * Runs what was compiled from a domain that the actor was found to see, under the actor's own policies. A refusal names
 * no table, unless the actor manages domains.
 *
 * @throws DomainError what the gate says
 */
export async function askDomain(
  actor: Actor,
  { id: domainId, connectionId }: UsableDomain,
  { sql, values }: Pick<CompiledDomainQuery, "sql" | "values">,
  request: DomainRequest,
): Promise<QueryResult> {
  return runQuery(actor, { ...request, connectionId, sql, queryValues: values, domainId }).catch((error: unknown) => {
    throw maySeeTables(actor) ? error : withoutTables(error);
  });
}

/** Whether the SQL of domains, and what became of it, may be told to somebody: both name tables. */
export function maySeeTables(actor: Actor): boolean {
  return can(actor, "domain:update");
}

/** The guard's refusals name tables and columns. */
function withoutTables(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== "query_refused") return error;
  return new DomainError("query_refused", "This cannot be shown with your access");
}
