import { datasetAccess } from "@/lib/sql/datasets";
import type { CatalogColumn, SecurityContext, TableAccess } from "@/lib/sql/security-context";
import type { Combination } from "./combine-policies";
import { placeholdersInSql } from "./policy-parameters";

/** A saved query of a connection, as card SQL reads it by its name. */
export interface DatasetDefinition {
  readonly id: string;
  readonly name: string;
  readonly sql: string;
  /** An admin answers for its SQL as for a policy (R02). */
  readonly trusted: boolean;
  readonly columns: readonly CatalogColumn[];
}

type DatasetContext = Omit<SecurityContext, "dialect">;

/**
 * The datasets that a statement may mean, as tables of their columns. Behind each stands its own query: a trusted one's
 * reads are opened by nothing but its own tenant predicate, any other's by the actor's policies like every card's.
 *
 * @param told whether the actor may know of datasets that cannot be answered for them
 */
export function datasetTables(
  datasets: readonly DatasetDefinition[],
  combination: Combination,
  sql: string,
  told: boolean,
): TableAccess[] {
  const text = sql.toLowerCase();
  return datasets
    .filter(({ name }) => text.includes(name.toLowerCase()))
    .map((dataset) => {
      const context = dataset.trusted ? trustedContext(combination, dataset.sql) : ownContext(combination);
      return datasetAccess(dataset, { sql: dataset.sql, context, told });
    });
}

/**
 * What a trusted dataset's SQL may read: every table that the actor's target holds, hidden ones too, each still narrowed
 * by all rules that name it. Nothing at all when the SQL uses no value that is this tenant's, group's or person's own
 * (R01): then it carries no tenant predicate for this actor.
 */
export function trustedContext(combination: Combination, sql: string): DatasetContext {
  const { defaultSchema, tables, trustedPlaceholders, personalPlaceholders } = combination;
  const personal = placeholdersInSql(sql).some((name) => personalPlaceholders.has(name));
  const reachable = personal ? tables.filter((table) => table.reachable) : [];
  return {
    defaultSchema,
    namedSchemas: [...new Set([defaultSchema, ...reachable.map(({ schema }) => schema)])],
    tables: reachable.map((table) => ({ ...table, readable: true })),
    placeholders: trustedPlaceholders,
    isTrusted: true,
  };
}

/** The tables of the source that a secured statement may read, those behind datasets included. */
export function physicalTables(tables: readonly TableAccess[]): TableAccess[] {
  return [...new Set(tables.flatMap((table) => (table.dataset ? [...table.dataset.context.tables] : [table])))];
}

function ownContext({ defaultSchema, namedSchemas, tables, placeholders }: Combination): DatasetContext {
  return { defaultSchema, namedSchemas, tables: tables.filter(({ readable }) => readable), placeholders };
}
