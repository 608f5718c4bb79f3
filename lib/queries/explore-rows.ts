import { requirePermission } from "@/lib/authorization/require-permission";
import type { AnswerField } from "@/lib/domains/answer-field-schema";
import { answerFields } from "@/lib/domains/answer-fields";
import { requireShownFilters } from "@/lib/domains/compile/shown-field";
import { compileRowsBehind } from "@/lib/domains/compile-rows-behind";
import { findUsableDomain } from "@/lib/domains/find-usable-domain";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { askDomain, maySeeTables } from "./ask-domain";
import type { QueryRows } from "./query-answer";
import { type ExploreRowsInput, exploreRowsSchema } from "./rows-behind-schema";

export interface ExploredRows extends QueryRows {
  readonly fields: readonly AnswerField[];
}

/**
 * The rows behind a value of an answer that was explored, by the same rules as the answer itself: the domain's
 * visibility, the conditions of the query, and the actor's own policies.
 *
 * @throws DomainError `forbidden`, `not_found` for a hidden domain as for none, `query_refused`, and what the gate says
 */
export async function exploreRows(actor: Actor, input: ExploreRowsInput, signal?: AbortSignal): Promise<ExploredRows> {
  requirePermission(actor, "domain:read");
  const { projectId, domainId, query, row, measure, limit, asTenantId } = parseInput(exploreRowsSchema, input);
  const domain = await findUsableDomain(actor, { projectId, domainId });
  const { definition, dialect } = domain;
  if (!maySeeTables(actor)) requireShownFilters(definition, query.filters);
  // One more than is answered, which tells that there are more.
  const compiled = compileRowsBehind(definition, query, { row, measure, limit: limit + 1 }, { dialect });
  const {
    trace: _trace,
    cached: _cached,
    ...rows
  } = await askDomain(actor, domain, compiled, { purpose: "explore", asTenantId, maximumRows: limit, signal });
  return { ...rows, fields: answerFields(definition, compiled.query) };
}
