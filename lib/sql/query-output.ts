import { computedType, type NameScope, type Namespace, namespaceOf, type ScopeColumn } from "@/lib/sql/name-scope";
import { constructNotAllowed } from "@/lib/sql/refusals";
import type { TableAccess } from "@/lib/sql/security-context";

/** What a query gives to the query around it. */
export interface QueryOutput {
  readonly columns: readonly ScopeColumn[];
  /** Names hidden in the tables that a star of it passed on. */
  readonly hidden: ReadonlySet<string>;
}

/** A WITH query by the name that only the guard gives: should scoping ever be read wrongly, the engine finds no such table. */
export interface CommonTable {
  readonly freshName: string;
  /** Undefined until its own query is read. */
  output: QueryOutput | undefined;
}

export type CommonTables = ReadonlyMap<string, CommonTable>;

export interface QueryPlace {
  /** The query around, as far as names reach. */
  readonly outer: NameScope | undefined;
  readonly commonTables: CommonTables;
  /** Of the statement itself or an arm of it: nothing outside can turn its select list into a condition. */
  readonly top: boolean;
}

export const nothingHidden: ReadonlySet<string> = new Set();

/** A column of a select list; the type is what its reference was noted with. */
export function outputColumn(name: string | undefined, type: string | undefined): ScopeColumn {
  if (type === computedType) return { name, computed: true };
  return type === undefined ? { name } : { name, type };
}

/** Columns of several queries under one name have no single catalog type. */
export function withoutTypes(columns: readonly ScopeColumn[]): readonly ScopeColumn[] {
  return columns.map(({ name, computed }) => (computed ? { name, computed } : { name }));
}

export function outputNamespace(output: QueryOutput): Namespace {
  return namespaceOf({ alias: undefined, columns: output.columns, hidden: nothingHidden });
}

/** Columns under a list of new names, as in `t(a, b)`. @throws SqlRefusal when the list is longer */
export function renamedColumns(columns: readonly ScopeColumn[], names: readonly string[]): readonly ScopeColumn[] {
  if (names.length > columns.length) throw constructNotAllowed("A column list longer than the columns it names");
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

export function renamedOutput(output: QueryOutput, names: readonly string[]): QueryOutput {
  return { columns: renamedColumns(output.columns, names), hidden: output.hidden };
}

/** A table whose rows or values the policies change has something to hide from conditions; so has every dataset. */
export function needsFence(table: TableAccess): boolean {
  return table.dataset !== undefined || table.filters.length > 0 || Object.keys(table.maskedColumns).length > 0;
}
