import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import { conditionPlace, type ExpressionPlace, valuePlace } from "@/lib/sql/dialects/expression-place";
import { type Locate, lex, located, locator } from "@/lib/sql/dialects/polyglot/lex";
import { type PolyglotReader, parseLexemes } from "@/lib/sql/dialects/polyglot/parse-text";
import type { Lexeme, PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { type Expression, partsOf } from "@/lib/sql/dialects/polyglot/tree";
import { constantNode, type ExpressionOwner, visitExpression } from "@/lib/sql/dialects/polyglot/visit-expression";
import { checkTextLimits, checkTokenLimits } from "@/lib/sql/limits";
import { requireValue, typedConstant, valueList } from "@/lib/sql/placeholder-values";
import { type PreparedSql, preparePlaceholders, requireAllFilled } from "@/lib/sql/placeholders";
import { constructNotAllowed, functionNotAllowed, unknownColumn } from "@/lib/sql/refusals";
import type { CatalogColumn, PlaceholderValues, RowFilter } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { innerAlias } from "@/lib/sql/table-access";

/** A table as its policies see it: every column of the catalog, hidden ones included. */
export interface PolicyTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
}

/** A parsed and checked policy expression, with stand-ins where values will go. */
export interface PolicyTemplate {
  readonly prepared: PreparedSql;
  readonly expression: Expression;
  readonly locate: Locate;
}

const selectWord: Lexeme = { kind: "word", value: "SELECT", start: 0 };

/**
 * Parses, or remembers, one policy expression: a filter or a mask. It must be one expression over one row: no
 * subquery, aggregate or window.
 *
 * @throws SqlRefusal with line and column in the expression's own text
 */
export function policyTemplate(reader: PolyglotReader, sql: string): PolicyTemplate {
  const name = `sql.${reader.profile.dialect}.policy-templates`;
  const cache = processState(name, () => new LRUCache<string, PolicyTemplate>({ max: 2_000 }));
  const known = cache.get(sql);
  if (known !== undefined) return known;
  const template = parseTemplate(reader, sql);
  cache.set(sql, template);
  return template;
}

function parseTemplate(reader: PolyglotReader, sql: string): PolicyTemplate {
  const { profile } = reader;
  checkTextLimits(sql);
  const prepared = preparePlaceholders(sql, profile.tokenize);
  checkTokenLimits(sql, prepared.tokens);
  const locate = locator(prepared.position);
  const lexemes = [selectWord, ...lex(profile, prepared.text, locate)];
  const query = parseLexemes(reader, lexemes, (value) => prepared.placeholders.has(value), locate);
  const notOne = new SqlRefusal("sql_syntax_error", "A policy expression must be one expression over a row", 1, 1);
  if (query.query !== "select" || query.from !== undefined || query.items.length !== 1) throw notOne;
  const { query: _query, items, distinct, groups, groupSuffix, windows, orders, from: _from, ...rest } = query;
  const [item] = items;
  const bare = [groups, groupSuffix, windows, orders].every((list) => list.length === 0);
  if (distinct || !bare || Object.keys(rest).length > 0 || item === undefined || item.alias !== undefined) throw notOne;
  checkRowOnly(profile, item.of, locate);
  return { prepared, expression: item.of, locate };
}

function checkRowOnly(profile: PolyglotProfile, node: Expression, locate: Locate): void {
  if ("query" in node) throw constructNotAllowed("A subquery in a policy expression");
  if (node.kind === "star") throw locate(constructNotAllowed("A star in a policy expression"), node.at);
  if (node.kind === "groupConcat") throw functionNotAllowed("GROUP_CONCAT");
  if (node.kind === "window") throw functionNotAllowed(node.call.kind === "call" ? node.call.name : "OVER");
  if (node.kind === "call" && (!profile.isScalarFunction(node.name) || profile.isManyRows(node.name)))
    throw locate(functionNotAllowed(node.name), node.at);
  for (const part of partsOf(node)) checkRowOnly(profile, part, locate);
}

/** Fills a template for one table: columns become the inner alias's, placeholders become constants. */
export function fillTemplate(
  profile: PolyglotProfile,
  template: PolicyTemplate,
  table: PolicyTable,
  values: PlaceholderValues,
  place: ExpressionPlace,
  used?: Set<string>,
): Expression {
  const filled = new Set<string>();
  const { prepared, locate } = template;
  const ownerOf = (locals: readonly string[]): ExpressionOwner => ({
    profile,
    locate,
    placeholders: prepared.placeholders,
    values,
    filled,
    column: (node) => {
      const [first = ""] = node.path;
      if (node.path.length === 1 && locals.includes(profile.fold(first))) return undefined;
      const column = located(locate, node.at, () => policyColumn(profile, table, node.path));
      node.path = [innerAlias, column.name];
      used?.add(column.name);
      return column;
    },
    subquery: () => {
      throw constructNotAllowed("A subquery in a policy expression");
    },
    withNames: (names) => ownerOf([...locals, ...names.map(profile.fold)]),
  });
  const result = visitExpression(ownerOf([]), structuredClone(template.expression), place);
  requireAllFilled(prepared, filled);
  return result;
}

/** A policy names a column, alone or after its table. */
function policyColumn(profile: PolyglotProfile, table: PolicyTable, path: readonly string[]): CatalogColumn {
  const { fold } = profile;
  const name = path.at(-1) ?? "";
  const before = path.slice(0, -1).map(fold).join(".");
  const known = ["", innerAlias, table.name, `${table.schema}.${table.name}`].map(fold).includes(before);
  const column = known ? table.columns.find((candidate) => fold(candidate.name) === fold(name)) : undefined;
  if (column === undefined) throw unknownColumn(path.join("."));
  return column;
}

/** The mask expression in a column's place. */
export function compileMask(
  reader: PolyglotReader,
  table: PolicyTable,
  sql: string,
  values: PlaceholderValues,
): Expression {
  return fillTemplate(reader.profile, policyTemplate(reader, sql), table, values, valuePlace);
}

/** The condition for a tree of filters: an OR of complete predicates stays one (R11). */
export function compileFilter(reader: PolyglotReader, table: PolicyTable, filter: RowFilter): Expression {
  const { profile } = reader;
  if (filter.kind === "predicate") {
    return fillTemplate(profile, policyTemplate(reader, filter.sql), table, filter.values, conditionPlace);
  }
  if (filter.kind === "tenant_column")
    return compileTenantColumn(profile, table, filter.column, { [filter.column]: filter.value });
  const parts = filter.of.map((part) => compileFilter(reader, table, part));
  return combine(profile, filter.kind === "all" ? "AND" : "OR", parts);
}

/** AND or OR of conditions, each in parentheses; of none, what that means. */
export function combine(profile: PolyglotProfile, op: "AND" | "OR", parts: readonly Expression[]): Expression {
  const [first, ...rest] = parts;
  if (first === undefined) return profile.truth(op === "AND");
  if (rest.length === 0) return first;
  const inParentheses = (of: Expression): Expression => ({ kind: "paren", of });
  return rest.reduce<Expression>(
    (left, right) => ({ kind: "binary", op, left, right: inParentheses(right) }),
    inParentheses(first),
  );
}

function compileTenantColumn(
  profile: PolyglotProfile,
  table: PolicyTable,
  name: string,
  values: PlaceholderValues,
): Expression {
  const column = table.columns.find((candidate) => profile.fold(candidate.name) === profile.fold(name));
  if (column === undefined) throw unknownColumn(name);
  const target = profile.constantTarget(column.type);
  const list = valueList(requireValue(values, name).value, name).map((value) =>
    constantNode(profile, typedConstant(value, target, false, name)),
  );
  const left: Expression = { kind: "column", path: [innerAlias, column.name], at: -1 };
  const [only, ...more] = list;
  if (only === undefined) return profile.truth(false);
  if (more.length > 0) return { kind: "in", negated: false, of: left, list, at: -1 };
  return { kind: "binary", op: "=", left, right: only };
}
