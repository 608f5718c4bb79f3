import { requirePermission } from "@/lib/authorization/require-permission";
import type { AnswerField } from "@/lib/domains/answer-field-schema";
import { answerFields } from "@/lib/domains/answer-fields";
import { requireShownFilters } from "@/lib/domains/compile/shown-field";
import { compileDomainQuery } from "@/lib/domains/compile-domain-query";
import { findUsableDomain } from "@/lib/domains/find-usable-domain";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { Dialect, SecurityTrace } from "@/lib/sql/security-context";
import { askDomain, maySeeTables } from "./ask-domain";
import type { QueryRows } from "./query-answer";
import { type ExploreInput, exploreSchema } from "./query-schema";

export interface ExploreResult extends QueryRows {
  readonly cached: boolean;
  readonly fields: readonly AnswerField[];
  /** For those who manage domains: SQL and trace name tables. */
  readonly sql?: string;
  readonly dialect?: Dialect;
  readonly trace?: SecurityTrace;
}

export interface ExploreOptions {
  readonly purpose?: "explore" | "explore_export" | "preview";
  readonly signal?: AbortSignal;
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
  { purpose = "explore", signal }: ExploreOptions = {},
): Promise<ExploreResult> {
  requirePermission(actor, purpose === "preview" ? "dashboard:edit" : "domain:read");
  const { projectId, domainId, query, distinct, ...options } = parseInput(exploreSchema, input);
  const domain = await findUsableDomain(actor, { projectId, domainId });
  if (!maySeeTables(actor)) requireShownFilters(domain.definition, query.filters);
  const fields = answerFields(domain.definition, query);
  const compiled = compileDomainQuery(domain.definition, query, { dialect: domain.dialect, distinct });
  const { trace, ...rows } = await askDomain(actor, domain, compiled, { ...options, purpose, signal });
  return { ...rows, fields, ...(maySeeTables(actor) ? { sql: compiled.sql, dialect: domain.dialect, trace } : {}) };
}
