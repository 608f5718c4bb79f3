import { DomainError } from "@/lib/errors";
import type { ColumnMask } from "@/lib/sql/security-context";
import type { Combination, CombinedTable } from "./combine-policies";

/**
 * What two subjects may both see: tables that both read, under both's filters, without what either may not see. Where
 * only one is put into a target or schema, the other follows it there; two different ones refuse.
 *
 * @throws DomainError `query_refused`
 */
export function intersectCombinations(one: Combination, other: Combination): Combination {
  if (one.schema !== null && other.schema !== null && one.schema !== other.schema) throw differ("schemas");
  if (one.url && other.url && one.url.location !== other.url.location) throw differ("connection targets");
  if (one.role !== null && other.role !== null && one.role !== other.role) throw differ("database roles");
  for (const file of one.files) {
    const same = other.files.find((candidate) => candidate.schema === file.schema && candidate.table === file.table);
    if (same && same.filledPath !== file.filledPath) throw differ("files");
  }
  const defaultSchema = one.schema !== null ? one.defaultSchema : other.defaultSchema;
  const tables = one.tables.map((table, index) => intersectTables(table, other.tables[index]));
  const readable = tables.filter((table) => table.readable).map((table) => table.schema);
  return {
    tables,
    defaultSchema,
    namedSchemas: [...new Set([defaultSchema, ...readable])],
    role: one.role ?? other.role,
    url: other.url ?? one.url,
    files: [...other.files, ...one.files.filter((file) => !other.files.some((known) => sameTable(known, file)))],
    schema: one.schema ?? other.schema,
    placeholders: { ...one.placeholders, ...other.placeholders },
    trustedPlaceholders: { ...one.trustedPlaceholders, ...other.trustedPlaceholders },
    personalPlaceholders: other.personalPlaceholders,
  };
}

function intersectTables(one: CombinedTable, other: CombinedTable | undefined): CombinedTable {
  if (!other || other.schema !== one.schema || other.name !== one.name) {
    return { ...one, readable: false, opening: null, reachable: false };
  }
  return {
    ...one,
    readable: one.readable && other.readable,
    opening: one.readable && other.readable ? other.opening : null,
    closedBecause: one.closedBecause ?? other.closedBecause,
    reachable: one.reachable && other.reachable,
    filters: [...one.filters, ...other.filters],
    excludedColumns: [...new Set([...one.excludedColumns, ...other.excludedColumns])],
    maskedColumns: mergeMasks(one.maskedColumns, other.maskedColumns),
  };
}

function mergeMasks(one: CombinedTable["maskedColumns"], other: CombinedTable["maskedColumns"]) {
  const masks: Record<string, ColumnMask> = { ...one };
  for (const [column, mask] of Object.entries(other)) {
    const before = masks[column];
    const differs = before && JSON.stringify([before.sql, before.values]) !== JSON.stringify([mask.sql, mask.values]);
    masks[column] = differs ? { sql: "NULL", values: {}, rule: mask.rule } : mask;
  }
  return masks;
}

function sameTable(one: { schema: string; table: string }, other: { schema: string; table: string }): boolean {
  return one.schema === other.schema && one.table === other.table;
}

function differ(what: string): DomainError {
  return new DomainError("query_refused", `Policies lead to different ${what}`);
}
