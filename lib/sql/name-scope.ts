import { constructNotAllowed, unknownColumn } from "@/lib/sql/refusals";
import type { TableAccess } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** A column that a FROM item offers; without a name it can be passed on by `*` but not written. */
export interface ScopeColumn {
  readonly name: string | undefined;
  /** The catalog's type, while the column is a table's own and unmasked; unknown otherwise. */
  readonly type?: string;
  /** Computed by a mask: looking at it runs an expression of the policy, on hidden rows too unless a fence stands. */
  readonly computed?: true;
}

/** The type of a computed column, as far as conditions over it are concerned. */
export const computedType = "computed";

/** One name in FROM and what may be written after its dot. */
export interface Relation {
  readonly alias: string | undefined;
  /** The schema that may stand before the name; only of a table without an alias. */
  readonly schema?: string;
  readonly columns: readonly ScopeColumn[];
  /** The table when it is one, for the rule on names that reach outwards. */
  readonly table?: TableAccess;
  /** Columns hidden from this actor inside this relation, in folded form. */
  readonly hidden: ReadonlySet<string>;
}

/** A column that may be written without its relation. */
export interface FreeColumn {
  readonly column: ScopeColumn;
  readonly relation: Relation;
}

/** What a FROM clause, or one join of it, makes visible. */
export interface Namespace {
  readonly relations: readonly Relation[];
  /** Columns in the order of `*`, with USING columns merged. */
  readonly columns: readonly FreeColumn[];
}

export const emptyNamespace: Namespace = { relations: [], columns: [] };

export function namespaceOf(relation: Relation): Namespace {
  return { relations: [relation], columns: relation.columns.map((column) => ({ column, relation })) };
}

/** Names visible to an expression: those of its own query, then of the queries around it. */
export interface NameScope {
  readonly namespace: Namespace;
  readonly parent: NameScope | undefined;
}

/** How a dialect compares identifiers: PostgreSQL exactly (the parser has folded them), DuckDB without case. */
export type FoldName = (name: string) => string;

export function joinNamespaces(left: Namespace, right: Namespace, fold: FoldName): Namespace {
  for (const relation of right.relations) {
    if (relation.alias === undefined) continue;
    const alias = fold(relation.alias);
    if (left.relations.some((other) => other.alias !== undefined && fold(other.alias) === alias)) {
      throw constructNotAllowed(
        `Using the name "${relation.alias}" twice in one FROM`,
        "give each table its own alias",
      );
    }
  }
  return { relations: [...left.relations, ...right.relations], columns: [...left.columns, ...right.columns] };
}

/** Merges the USING columns of a join; each must be visible, once, on both sides. */
export function mergeUsing(left: Namespace, right: Namespace, names: readonly string[], fold: FoldName): Namespace {
  const merged = names.map((name) => {
    const own = onlyColumn(left.columns, name, fold);
    onlyColumn(right.columns, name, fold);
    return own;
  });
  const isMerged = (entry: FreeColumn) => names.some((name) => isNamed(entry.column, name, fold));
  const joined = joinNamespaces(left, right, fold);
  return { relations: joined.relations, columns: [...merged, ...joined.columns.filter((entry) => !isMerged(entry))] };
}

function onlyColumn(columns: readonly FreeColumn[], name: string, fold: FoldName): FreeColumn {
  const found = columns.filter((entry) => isNamed(entry.column, name, fold));
  if (found.length > 1) throw ambiguousColumn(name);
  const first = found[0];
  if (first === undefined) throw unknownColumn(name);
  return first;
}

export function isNamed(column: ScopeColumn, name: string, fold: FoldName): boolean {
  return column.name !== undefined && fold(column.name) === fold(name);
}

function ambiguousColumn(name: string): SqlRefusal {
  return new SqlRefusal("sql_unknown_column", `Column "${name}" is ambiguous: write its table before it`);
}

/**
 * The column that a bare name means, looked for outwards as the engine does among what the derived tables offer. A
 * name that a table hides does not slip past it to another table's column of that name, where the author meant the
 * hidden one; a name that the query itself gave is reached all the same, since whether it is must not tell which names
 * a table hides (R04).
 *
 * @throws SqlRefusal `sql_unknown_column`
 */
export function resolveColumn(scope: NameScope | undefined, name: string, fold: FoldName): FreeColumn {
  const found = findColumn(scope, name, fold);
  if (found === undefined) throw unknownColumn(name);
  return found;
}

export function findColumn(scope: NameScope | undefined, name: string, fold: FoldName): FreeColumn | undefined {
  let passedHidden = false;
  for (let level = scope; level !== undefined; level = level.parent) {
    const found = level.namespace.columns.filter((entry) => isNamed(entry.column, name, fold));
    if (found.length > 1) throw ambiguousColumn(name);
    const first = found[0];
    if (first !== undefined) return passedHidden && first.relation.table !== undefined ? undefined : first;
    passedHidden ||= level.namespace.relations.some((relation) => relation.hidden.has(fold(name)));
  }
  return undefined;
}

export function findRelation(
  scope: NameScope | undefined,
  alias: string,
  schema: string | undefined,
  fold: FoldName,
): Relation | undefined {
  for (let level = scope; level !== undefined; level = level.parent) {
    const found = level.namespace.relations.find(
      (relation) => relation.alias !== undefined && fold(relation.alias) === fold(alias),
    );
    if (found === undefined) continue;
    if (schema === undefined) return found;
    return found.schema !== undefined && fold(found.schema) === fold(schema) ? found : undefined;
  }
  return undefined;
}

/** The column that `relation.name` means. @throws SqlRefusal `sql_unknown_column` */
export function resolveQualified(
  scope: NameScope | undefined,
  alias: string,
  schema: string | undefined,
  name: string,
  fold: FoldName,
): FreeColumn {
  const written = [schema, alias, name].filter((part) => part !== undefined).join(".");
  const relation = findRelation(scope, alias, schema, fold);
  const columns = relation?.columns.filter((column) => isNamed(column, name, fold)) ?? [];
  if (columns.length > 1) throw ambiguousColumn(written);
  const column = columns[0];
  if (relation === undefined || column === undefined) throw unknownColumn(written);
  return { column, relation };
}
