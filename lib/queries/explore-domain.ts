import { can, requirePermission } from "@/lib/authorization/require-permission";
import { type AnswerField, answerFields } from "@/lib/domains/answer-fields";
import { compileDomainQuery } from "@/lib/domains/compile-domain-query";
import { findUsableDomain } from "@/lib/domains/find-usable-domain";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { SecurityTrace } from "@/lib/sql/security-context";
import type { QueryRows } from "./query-answer";
import { type ExploreInput, exploreSchema } from "./query-schema";
import { runQuery } from "./run-query";

export interface ExploreResult extends QueryRows {
  readonly cached: boolean;
  readonly fields: readonly AnswerField[];
  /** For those who manage domains: both name tables. */
  readonly sql?: string;
  readonly trace?: SecurityTrace;
}

/**
 * Answers a query of a semantic domain for whoever may use it, under their own policies. Neither the answer nor a refusal
 * says which tables are behind it, unless the caller manages domains.
 *
 * @throws DomainError `forbidden`, `not_found` for a hidden domain as for none, `query_refused`, and what the gate says
 */
export async function exploreDomain(
  actor: Actor,
  input: ExploreInput,
  { purpose = "explore", signal }: { readonly purpose?: "explore" | "preview"; readonly signal?: AbortSignal } = {},
): Promise<ExploreResult> {
  requirePermission(actor, purpose === "explore" ? "domain:read" : "dashboard:edit");
  const { projectId, domainId, query, asTenantId, maximumRows, fresh } = parseInput(exploreSchema, input);
  const { definition, dialect, connectionId } = await findUsableDomain(actor, { projectId, domainId });
  const fields = answerFields(definition, query);
  const { sql, values } = compileDomainQuery(definition, query, { dialect });
  const maySeeTables = can(actor, "domain:update");
  const { trace, ...rows } = await runQuery(actor, {
    connectionId,
    sql,
    queryValues: values,
    domainId,
    purpose,
    asTenantId,
    maximumRows,
    fresh,
    signal,
  }).catch((error: unknown) => {
    throw maySeeTables ? error : withoutTables(error);
  });
  return { ...rows, fields, ...(maySeeTables ? { sql, trace } : {}) };
}

/** The guard's refusals name tables and columns. */
function withoutTables(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== "query_refused") return error;
  return new DomainError("query_refused", "This cannot be shown with your access");
}
