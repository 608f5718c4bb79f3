import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import { conditionPlace, type ExpressionPlace, valuePlace } from "@/lib/sql/dialects/expression-place";
import { aggregateFunctions, rowFunctions, windowFunctions } from "@/lib/sql/dialects/postgres/allowed-names";
import { checkTree, functionName, type Locate } from "@/lib/sql/dialects/postgres/check-tree";
import { booleanNode, constantNode } from "@/lib/sql/dialects/postgres/constants";
import { parsePostgres } from "@/lib/sql/dialects/postgres/parse-postgres";
import {
  cloneTree,
  columnNode,
  fieldsOf,
  isObject,
  listOf,
  stringNode,
  type TreeObject,
  type TreeValue,
  textOf,
} from "@/lib/sql/dialects/postgres/tree";
import { visitExpression } from "@/lib/sql/dialects/postgres/visit-expression";
import { checkTextLimits, checkTokenLimits } from "@/lib/sql/limits";
import { constantTarget, requireValue, typedConstant, valueList } from "@/lib/sql/placeholder-values";
import { type PreparedSql, preparePlaceholders, requireAllFilled } from "@/lib/sql/placeholders";
import { constructNotAllowed, functionNotAllowed, unknownColumn } from "@/lib/sql/refusals";
import type { CatalogColumn, PlaceholderValues, RowFilter } from "@/lib/sql/security-context";
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

const before = "SELECT ";

/**
 * Parses one policy expression: a filter or a mask. It must be one expression over one row: no subquery, aggregate or
 * function that gives several rows.
 *
 * @throws SqlRefusal with line and column in the expression's own text
 */
export function policyTemplate(sql: string): PolicyTemplate {
  const cache = processState(
    "sql.postgres.policy-templates",
    () => new LRUCache<string, PolicyTemplate>({ max: 2_000 }),
  );
  const known = cache.get(sql);
  if (known !== undefined) return known;
  const template = parseTemplate(sql);
  cache.set(sql, template);
  return template;
}

function parseTemplate(sql: string): PolicyTemplate {
  checkTextLimits(sql);
  const prepared = preparePlaceholders(sql);
  checkTokenLimits(sql, prepared.tokens);
  const position = (offset: number) => prepared.position(Math.max(0, offset - before.length));
  const text = `${before}${prepared.text}\n`;
  const locate = locator(text, position);
  const select = parsePostgres(text, position);
  const { targetList, limitOption: _limit, op, ...rest } = select;
  const target = fieldsOf(listOf(targetList)[0], "ResTarget");
  const plain = op === "SETOP_NONE" && listOf(targetList).length === 1 && Object.keys(rest).length === 0;
  if (!plain || target?.val === undefined || target.name !== undefined) {
    throw new SqlRefusal("sql_syntax_error", "A policy expression must be one expression over a row", 1, 1);
  }
  checkTree("SelectStmt", select, locate);
  checkRowOnly(target.val, locate);
  return { prepared, expression: target.val, locate };
}

/** Adds the author's line and column to a refusal, from the parser's byte offset. */
export function locator(text: string, position: (offset: number) => { line: number; column: number }): Locate {
  return (refusal, location) => {
    if (refusal.line !== undefined || (typeof location !== "number" && location !== undefined) || location === -1)
      return refusal;
    const { line, column } = position(utf16Offset(text, location ?? 0));
    return new SqlRefusal(refusal.code, refusal.message, line, column);
  };
}

function checkRowOnly(value: TreeValue, locate: Locate): void {
  if (Array.isArray(value)) for (const item of value) checkRowOnly(item, locate);
  if (!isObject(value)) return;
  const subLink = fieldsOf(value, "SubLink");
  if (subLink !== undefined) throw locate(constructNotAllowed("A subquery in a policy expression"), subLink.location);
  if (value.GroupingFunc !== undefined) throw constructNotAllowed("GROUPING in a policy expression");
  if (value.JsonObjectAgg !== undefined || value.JsonArrayAgg !== undefined)
    throw constructNotAllowed("An aggregate in a policy expression");
  const call = fieldsOf(value, "FuncCall");
  const name = call && functionName(call);
  if (
    call &&
    name &&
    (aggregateFunctions.has(name) || windowFunctions.has(name) || rowFunctions.has(name) || call.over)
  ) {
    throw locate(functionNotAllowed(name), call.location);
  }
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
  const result = visitExpression(
    {
      locate,
      placeholders: prepared.placeholders,
      values,
      filled,
      column: (fields) => {
        const column = policyColumn(table, fields, locate);
        used?.add(column.name);
        return column;
      },
      subLink: (fields) => {
        throw locate(constructNotAllowed("A subquery in a policy expression"), fields.location);
      },
    },
    cloneTree(template.expression),
    place,
  );
  requireAllFilled(prepared, filled);
  return result;
}

function policyColumn(table: PolicyTable, fields: TreeObject, locate: Locate): CatalogColumn {
  const names = listOf(fields.fields).map(textOf);
  const name = names.at(-1) ?? "";
  const column = table.columns.find((candidate) => candidate.name === name);
  const inner = names.length === 2 && names[0] === innerAlias;
  const qualified = names.length === 1 || inner || isTable(table, names.slice(0, -1));
  if (name === "" || column === undefined || !qualified) throw locate(unknownColumn(names.join(".")), fields.location);
  fields.fields = [stringNode(innerAlias), stringNode(name)];
  return column;
}

function isTable(table: PolicyTable, names: readonly string[]): boolean {
  if (names.length === 1) return names[0] === table.name;
  return names.length === 2 && names[0] === table.schema && names[1] === table.name;
}

/** The mask expression in a column's place. */
export function compileMask(table: PolicyTable, sql: string, values: PlaceholderValues): TreeValue {
  return fillTemplate(policyTemplate(sql), table, values, valuePlace);
}

/** The condition for a tree of filters: an OR of complete predicates stays one (R11). */
export function compileFilter(table: PolicyTable, filter: RowFilter): TreeValue {
  if (filter.kind === "predicate") {
    return fillTemplate(policyTemplate(filter.sql), table, filter.values, conditionPlace);
  }
  if (filter.kind === "tenant_column")
    return compileTenantColumn(table, filter.column, { [filter.column]: filter.value });
  const parts = filter.of.map((part) => compileFilter(table, part));
  return combine(filter.kind === "all" ? "AND_EXPR" : "OR_EXPR", parts);
}

/** AND or OR of conditions; of none, what that means. Nested ones of the same kind become one, as the parser makes them. */
export function combine(operator: "AND_EXPR" | "OR_EXPR", parts: readonly TreeValue[]): TreeValue {
  const args = parts.flatMap((part) => {
    const nested = fieldsOf(part, "BoolExpr");
    return nested?.boolop === operator ? listOf(nested.args) : [part];
  });
  if (args.length === 0) return booleanNode(operator === "AND_EXPR");
  return args.length === 1 ? args[0] : { BoolExpr: { boolop: operator, args } };
}

function compileTenantColumn(table: PolicyTable, name: string, values: PlaceholderValues): TreeValue {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw unknownColumn(name);
  const target = constantTarget(column.type);
  const constants = valueList(requireValue(values, name).value, name).map((value) =>
    constantNode(typedConstant(value, target, false, name)),
  );
  if (constants.length === 0) return booleanNode(false);
  const single = constants.length === 1;
  return {
    A_Expr: {
      kind: single ? "AEXPR_OP" : "AEXPR_IN",
      name: [stringNode("=")],
      lexpr: columnNode(innerAlias, name),
      rexpr: single ? constants[0] : { List: { items: constants } },
    },
  };
}
