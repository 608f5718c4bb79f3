import { requirePermission } from "@/lib/authorization/require-permission";
import { compileDomainQuery } from "@/lib/domains/compile-domain-query";
import { type DomainDefinitionInput, domainDefinitionSchema } from "@/lib/domains/domain-definition-schema";
import { domainQuerySchema } from "@/lib/domains/domain-query-schema";
import { tablesForDomains } from "@/lib/domains/draft-domain";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type QueryResult, runQuery } from "./run-query";

export interface DatasetInEditor {
  readonly projectId: string;
  readonly connectionId: string;
  readonly definition: DomainDefinitionInput;
  /** Its name in the definition. */
  readonly dataset: string;
}

/**
 * The first rows of a dataset as an editor has it, by its dimensions, before the domain is saved. It is SQL of the
 * author's own, and asks for the same rights.
 *
 * @throws DomainError `forbidden`, `not_found`, `invalid_input` for a dataset without dimensions, and what the gate says
 */
export async function previewDomainDataset(
  actor: Actor,
  { projectId, connectionId, definition, dataset: name }: DatasetInEditor,
): Promise<QueryResult> {
  requirePermission(actor, "domain:update");
  const parsed = parseInput(domainDefinitionSchema, definition);
  const { dialect } = await tablesForDomains(actor, { projectId, connectionId });
  const dataset = parsed.datasets.find((one) => one.name === name);
  const shown = dataset?.dimensions.filter(({ hidden }) => !hidden).slice(0, 20) ?? [];
  if (shown.length === 0) throw new DomainError("invalid_input", "Add a dimension to see rows");
  const dimensions = shown.map((field) => ({ field: `${name}.${field.name}` }));
  const query = parseInput(domainQuerySchema, { dimensions, limit: 20 });
  const { sql, values } = compileDomainQuery(parsed, query, { dialect });
  return runQuery(actor, { connectionId, sql, queryValues: values, purpose: "preview", maximumRows: 20 });
}
