import { isLosslessNumber } from "lossless-json";
import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import { aggregateFunctions } from "@/lib/sql/dialects/duckdb/allowed-names";
import { checkExpression, type Locate } from "@/lib/sql/dialects/duckdb/check-tree";
import { booleanNode, constantNode } from "@/lib/sql/dialects/duckdb/constants";
import { fold } from "@/lib/sql/dialects/duckdb/fold";
import { parseDuckdb } from "@/lib/sql/dialects/duckdb/parse-duckdb";
import {
  cloneTree,
  columnNode,
  isObject,
  listOf,
  objectOf,
  type TreeObject,
  type TreeValue,
  textOf,
} from "@/lib/sql/dialects/duckdb/tree";
import { anyOfPlaceholder, type ExpressionOwner, visitExpression } from "@/lib/sql/dialects/duckdb/visit-expression";
import { conditionPlace, type ExpressionPlace, valuePlace } from "@/lib/sql/dialects/expression-place";
import { checkTextLimits, checkTokenLimits } from "@/lib/sql/limits";
import { constantTarget, requireValue, typedConstant, valueList } from "@/lib/sql/placeholder-values";
import { type PreparedSql, preparePlaceholders, requireAllFilled } from "@/lib/sql/placeholders";
import { constructNotAllowed, functionNotAllowed, notVerified, unknownColumn } from "@/lib/sql/refusals";
import type { CatalogColumn, PlaceholderValues, RowFilter, SecurityContext } from "@/lib/sql/security-context";
import { utf16Offset } from "@/lib/sql/source-position";
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
  readonly expression: TreeValue;
  readonly locate: Locate;
}

/** Templates by their text; a text that is no policy expression is kept as its refusal. */
export type PolicyTemplates = ReadonlyMap<string, PolicyTemplate | SqlRefusal>;

const before = "SELECT ";

/** Parses, or remembers, every policy expression of a context: the engine that parses answers asynchronously. */
export async function loadTemplates(context: SecurityContext): Promise<PolicyTemplates> {
  const texts = new Set<string>();
  const collect = (filter: RowFilter): void => {
    if (filter.kind === "predicate") texts.add(filter.sql);
    else if (filter.kind !== "tenant_column") filter.of.forEach(collect);
  };
  for (const table of context.tables) {
    if (!table.readable) continue;
    table.filters.forEach(collect);
    for (const mask of Object.values(table.maskedColumns)) texts.add(mask.sql);
  }
  const templates = new Map<string, PolicyTemplate | SqlRefusal>();
  for (const sql of texts) {
    templates.set(
      sql,
      await policyTemplate(sql).catch((error) => (error instanceof SqlRefusal ? error : notVerified())),
    );
  }
  return templates;
}

/**
 * Parses one policy expression: a filter or a mask. It must be one expression over one row: no subquery, aggregate or
 * function that gives several rows.
 *
 * @throws SqlRefusal with line and column in the expression's own text
 */
export async function policyTemplate(sql: string): Promise<PolicyTemplate> {
  const cache = processState("sql.duckdb.policy-templates", () => new LRUCache<string, PolicyTemplate>({ max: 2_000 }));
  const known = cache.get(sql);
  if (known !== undefined) return known;
  const template = await parseTemplate(sql);
  cache.set(sql, template);
  return template;
}

async function parseTemplate(sql: string): Promise<PolicyTemplate> {
  checkTextLimits(sql);
  const prepared = preparePlaceholders(sql);
  checkTokenLimits(sql, prepared.tokens);
  const position = (offset: number) => prepared.position(Math.max(0, offset - before.length));
  const text = `${before}${prepared.text}\n`;
  const locate = locator(text, position);
  const {
    type,
    select_list: list,
    from_table: from,
    aggregate_handling: handling,
    ...rest
  } = await parseDuckdb(text, position);
  const [written, ...more] = listOf(list);
  const expression = withoutAny(written, prepared);
  const bare = Object.values(rest).every(
    (value) => (Array.isArray(value) || isObject(value)) && Object.keys(value).length === 0,
  );
  const plain = type === "SELECT_NODE" && handling === "STANDARD_HANDLING" && objectOf(from).type === "EMPTY";
  if (!plain || !bare || more.length > 0 || expression === undefined || objectOf(expression).alias !== undefined) {
    throw new SqlRefusal("sql_syntax_error", "A policy expression must be one expression over a row", 1, 1);
  }
  checkExpression(expression, locate);
  checkRowOnly(expression, locate);
  return { prepared, expression, locate };
}

/** Adds the author's line and column to a refusal, from the engine's byte offset. */
export function locator(text: string, position: (offset: number) => { line: number; column: number }): Locate {
  return (refusal, location) => {
    if (refusal.line !== undefined || !isLosslessNumber(location)) return refusal;
    const offset = Number(location.value);
    if (offset > text.length * 4) return refusal;
    const { line, column } = position(utf16Offset(text, offset));
    return new SqlRefusal(refusal.code, refusal.message, line, column);
  };
}

/** Writes `= ANY({{ x }})` as the IN it means, before subqueries are refused. */
function withoutAny(value: TreeValue, prepared: PreparedSql): TreeValue {
  if (Array.isArray(value)) return value.map((item) => withoutAny(item, prepared));
  if (!isObject(value)) return value;
  const fields = anyOfPlaceholder(prepared.placeholders, value) ?? value;
  for (const [key, child] of Object.entries(fields)) fields[key] = withoutAny(child, prepared);
  return fields;
}

function checkRowOnly(value: TreeValue, locate: Locate): void {
  if (Array.isArray(value)) for (const item of value) checkRowOnly(item, locate);
  if (!isObject(value)) return;
  const here = value.query_location;
  const name = textOf(value.function_name).toLowerCase();
  if (value.class === "SUBQUERY") throw locate(constructNotAllowed("A subquery in a policy expression"), here);
  if (value.class === "STAR") throw locate(constructNotAllowed("A star in a policy expression"), here);
  if (value.type === "GROUPING_FUNCTION") throw locate(constructNotAllowed("GROUPING in a policy expression"), here);
  const manyRows = aggregateFunctions.has(name) || name === "unnest" || name === "regexp_split_to_table";
  if (value.class === "WINDOW" || (value.class === "FUNCTION" && manyRows))
    throw locate(functionNotAllowed(name), here);
  for (const child of Object.values(value)) checkRowOnly(child, locate);
}

/** Fills a template for one table: columns become the inner alias's, placeholders become constants. */
export function fillTemplate(
  template: PolicyTemplate,
  table: PolicyTable,
  values: PlaceholderValues,
  place: ExpressionPlace,
  used?: Set<string>,
): TreeValue {
  const filled = new Set<string>();
  const { prepared, locate } = template;
  const ownerOf = (locals: readonly string[]): ExpressionOwner => ({
    locate,
    placeholders: prepared.placeholders,
    values,
    filled,
    column: (fields) => {
      const [first = ""] = listOf(fields.column_names).map(textOf);
      if (locals.includes(fold(first))) return undefined;
      const column = policyColumn(table, fields, locate);
      used?.add(column.name);
      return column;
    },
    subquery: (fields) => {
      throw locate(constructNotAllowed("A subquery in a policy expression"), fields.query_location);
    },
    star: (fields) => {
      throw locate(constructNotAllowed("A star in a policy expression"), fields.query_location);
    },
    withNames: (names) => ownerOf([...locals, ...names.map(fold)]),
  });
  const result = visitExpression(ownerOf([]), cloneTree(template.expression), place);
  requireAllFilled(prepared, filled);
  return result;
}

/** A policy names a column, alone or after its table; what follows looks into the column. */
function policyColumn(table: PolicyTable, fields: TreeObject, locate: Locate): CatalogColumn {
  const names = listOf(fields.column_names).map(textOf);
  const prefixes = [[innerAlias], [table.name], [table.schema, table.name], []];
  const find = (name: string | undefined) =>
    table.columns.find((column) => name !== undefined && fold(column.name) === fold(name));
  for (const prefix of prefixes) {
    const matches = prefix.every((part, index) => fold(part) === fold(names[index] ?? ""));
    const column = matches ? find(names[prefix.length]) : undefined;
    if (column === undefined) continue;
    fields.column_names = [innerAlias, column.name, ...names.slice(prefix.length + 1)];
    return names.length > prefix.length + 1 ? { name: column.name, type: "STRUCT" } : column;
  }
  throw locate(unknownColumn(names.join(".")), fields.query_location);
}

function requireTemplate(templates: PolicyTemplates, sql: string): PolicyTemplate {
  const template = templates.get(sql);
  if (template === undefined) throw notVerified();
  if (template instanceof SqlRefusal) throw template;
  return template;
}

/** The mask expression in a column's place. */
export function compileMask(
  templates: PolicyTemplates,
  table: PolicyTable,
  sql: string,
  values: PlaceholderValues,
): TreeValue {
  return fillTemplate(requireTemplate(templates, sql), table, values, valuePlace);
}

/** The condition for a tree of filters: an OR of complete predicates stays one (R11). */
export function compileFilter(templates: PolicyTemplates, table: PolicyTable, filter: RowFilter): TreeValue {
  if (filter.kind === "predicate") {
    return fillTemplate(requireTemplate(templates, filter.sql), table, filter.values, conditionPlace);
  }
  if (filter.kind === "tenant_column")
    return compileTenantColumn(table, filter.column, { [filter.column]: filter.value });
  const parts = filter.of.map((part) => compileFilter(templates, table, part));
  return combine(filter.kind === "all" ? "CONJUNCTION_AND" : "CONJUNCTION_OR", parts);
}

/** AND or OR of conditions; of none, what that means. Nested ones of the same kind become one, as the parser makes them. */
export function combine(type: "CONJUNCTION_AND" | "CONJUNCTION_OR", parts: readonly TreeValue[]): TreeValue {
  const children = parts.flatMap((part) => (objectOf(part).type === type ? listOf(objectOf(part).children) : [part]));
  if (children.length === 0) return booleanNode(type === "CONJUNCTION_AND");
  return children.length === 1 ? children[0] : { class: "CONJUNCTION", type, children };
}

function compileTenantColumn(table: PolicyTable, name: string, values: PlaceholderValues): TreeValue {
  const column = table.columns.find((candidate) => fold(candidate.name) === fold(name));
  if (column === undefined) throw unknownColumn(name);
  const target = constantTarget(column.type);
  const constants = valueList(requireValue(values, name).value, name).map((value) =>
    constantNode(typedConstant(value, target, false, name)),
  );
  if (constants.length === 0) return booleanNode(false);
  const left = columnNode(innerAlias, column.name);
  if (constants.length > 1) return { class: "OPERATOR", type: "COMPARE_IN", children: [left, ...constants] };
  return { class: "COMPARISON", type: "COMPARE_EQUAL", left, right: constants[0] };
}
