import { DomainError } from "@/lib/errors";
import type { Engine } from "@/prisma/client/enums";
import type { FilterSource } from "./filter-schema";

/** The placeholder that the searched text is filled in for. No filter can be called so, and none be overwritten (R09). */
export const searchedText = "_searched_text";

/** Whether the column's text holds the searched text, whatever the case of either. */
const containing: Readonly<Record<Engine, (column: string, text: string) => string>> = {
  POSTGRES: (column, text) => `strpos(lower(CAST(${column} AS text)), lower(${text})) > 0`,
  DUCKDB: (column, text) => `contains(lower(CAST(${column} AS VARCHAR)), lower(${text}))`,
  MYSQL: (column, text) => `locate(lower(${text}), lower(CAST(${column} AS char))) > 0`,
  CLICKHOUSE: (column, text) => `positionCaseInsensitive(toString(${column}), ${text}) > 0`,
};

/**
 * The query for a filter's values, as an author could have written it: the guard secures it like any card's. It is kept
 * to the locked filters that read the same table (R09).
 *
 * @throws DomainError `query_refused` for a name that cannot be written with certainty
 */
export function filterValuesSql(
  engine: Engine,
  source: FilterSource,
  locked: readonly { readonly name: string; readonly column: string }[],
  searches: boolean,
): string {
  const quote = engine === "MYSQL" || engine === "CLICKHOUSE" ? "`" : '"';
  const quoted = (name: string) => {
    if (/["`\\]/.test(name)) throw new DomainError("query_refused", "This list cannot be shown");
    return `${quote}${name}${quote}`;
  };
  const column = quoted(source.column);
  const table = [...(source.schema ? [source.schema] : []), source.table].map(quoted).join(".");
  const conditions = [
    `${column} IS NOT NULL`,
    ...locked.map((filter) => `${quoted(filter.column)} IN {{ filter.${filter.name} }}`),
    ...(searches ? [containing[engine](column, `{{ filter.${searchedText} }}`)] : []),
  ];
  return `SELECT DISTINCT ${column} FROM ${table} WHERE ${conditions.join(" AND ")} ORDER BY ${column}`;
}
