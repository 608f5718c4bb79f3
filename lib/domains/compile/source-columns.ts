import type { Dialect } from "@/lib/sql/security-context";
import type { DomainDataset } from "../domain-definition-schema";
import type { DomainDialect } from "./domain-dialect";
import { domainRefusal } from "./domain-refusal";
import { whyNotInsertable } from "./written-sql";

/** What a field or key is made of: a column of the dataset's own, or SQL over its columns. */
export interface FieldSource {
  readonly column?: string | undefined;
  readonly expression?: string | undefined;
}

/** How definitions are written for one query. */
export interface Spelling {
  readonly name: Dialect;
  readonly dialect: DomainDialect;
  /** Begins every name that the query makes up, and nothing that the definition wrote. */
  readonly prefix: string;
}

/**
 * SQL of a definition, in parentheses that it cannot leave.
 *
 * @throws DomainError `query_refused`
 */
export function insertedSql(sql: string, { name }: Pick<Spelling, "name">): string {
  const reason = whyNotInsertable(sql, name);
  if (reason !== null) throw domainRefusal("The domain's definition holds SQL that cannot be used");
  return `(${sql.trim()})`;
}

/** A field over the rows of its own dataset alone. */
export function sourceSql({ column, expression }: FieldSource, spelling: Spelling): string {
  if (column !== undefined) return spelling.dialect.quote(column);
  if (expression === undefined) throw domainRefusal("A field of this domain has neither column nor expression");
  return insertedSql(expression, spelling);
}

/** Where a dataset's rows come from, as it stands behind FROM. */
export function datasetSql({ table, sql }: Pick<DomainDataset, "table" | "sql">, spelling: Spelling): string {
  if (sql !== undefined) return `${insertedSql(sql, spelling)} AS ${spelling.prefix}q`;
  if (!table) throw domainRefusal("A dataset of this domain has no table");
  const parts = [...(table.schema === undefined ? [] : [table.schema]), table.name];
  return parts.map((part) => spelling.dialect.quote(part)).join(".");
}

/** Columns that a query takes from one dataset, each under a name that no other column of the query has. */
export interface DatasetColumns {
  /** The name of the column with this SQL; asked for twice, it is one column. */
  take(sql: string): string;
  /** The same under a name of its own, for ON alone: ClickHouse 18 gives a wrong length to a key that is also read. */
  takeKey(sql: string): string;
  /** The names of the columns taken so far, keys left out. */
  names(): readonly string[];
  /** `SELECT … FROM …`: the dataset's rows with the columns taken so far. */
  select(): string;
}

export function datasetColumns(
  dataset: DomainDataset,
  spelling: Spelling,
  freshName: () => string,
  shape: (sql: string) => string,
): DatasetColumns {
  const taken = new Map<string, string>();
  const keys: (readonly [string, string])[] = [];
  return {
    take(sql) {
      const known = taken.get(sql);
      if (known !== undefined) return known;
      const name = freshName();
      taken.set(sql, name);
      return name;
    },
    takeKey(sql) {
      const name = freshName();
      keys.push([sql, name]);
      return name;
    },
    names: () => [...taken.values()],
    select() {
      const columns = [...taken, ...keys].map(([sql, name]) => `${shape(sql)} AS ${name}`);
      return `SELECT ${columns.length > 0 ? columns.join(", ") : `1 AS ${freshName()}`} FROM ${datasetSql(dataset, spelling)}`;
    },
  };
}
