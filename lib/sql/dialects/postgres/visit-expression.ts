import {
  conditionPlace,
  type ExpressionPlace,
  insidePlace,
  negatedPlace,
  orderingPlace,
} from "@/lib/sql/dialects/expression-place";
import { functionName, type Locate } from "@/lib/sql/dialects/postgres/check-tree";
import { booleanNode, constantNode } from "@/lib/sql/dialects/postgres/constants";
import {
  fieldsOf,
  isObject,
  kindOf,
  listOf,
  objectOf,
  stringNode,
  type TreeObject,
  type TreeValue,
  textOf,
} from "@/lib/sql/dialects/postgres/tree";
import type { ScopeColumn } from "@/lib/sql/name-scope";
import {
  type ConstantTarget,
  constantTarget,
  emptyListNotAllowed,
  listConstants,
  scalarConstant,
} from "@/lib/sql/placeholder-values";
import type { Placeholder } from "@/lib/sql/placeholders";
import { misplacedPlaceholder } from "@/lib/sql/refusals";
import type { PlaceholderValues } from "@/lib/sql/security-context";
import type { SqlRefusal } from "@/lib/sql/sql-refusal";

/** What the visitor asks its owner about: names, subqueries and values differ between a caller's query and a policy's expression. */
export interface ExpressionOwner {
  readonly locate: Locate;
  readonly placeholders: ReadonlyMap<string, Placeholder>;
  readonly values: PlaceholderValues;
  /** Stand-ins met so far; each must be met exactly once. */
  readonly filled: Set<string>;
  column(fields: TreeObject): ScopeColumn | undefined;
  subLink(fields: TreeObject): void;
}

/** Fills placeholders, resolves columns and qualifies function names in one expression; returns what takes its place. */
export function visitExpression(owner: ExpressionOwner, node: TreeValue, place: ExpressionPlace): TreeValue {
  const kind = kindOf(node);
  const fields = objectOf(objectOf(node)[kind]);
  if (kind === "A_Const") return visitConstant(owner, node, "unknown", place);
  if (kind === "ColumnRef") owner.column(fields);
  else if (kind === "SubLink") {
    fields.testexpr = fields.testexpr && visitExpression(owner, fields.testexpr, insidePlace(place));
    owner.subLink(fields);
  } else if (kind === "BoolExpr") visitBoolean(owner, fields, place);
  else if (kind === "A_Expr") return visitOperator(owner, node, fields, place);
  else if (kind === "FuncCall") visitCall(owner, fields, place);
  else visitChildren(owner, fields, insidePlace(place));
  return node;
}

/** Visits every expression below a node that has no meaning of its own to the guard. */
export function visitChildren(owner: ExpressionOwner, fields: TreeObject, place: ExpressionPlace): void {
  for (const [name, value] of Object.entries(fields)) {
    if (name === "typeName") continue;
    if (Array.isArray(value)) fields[name] = value.map((item) => visitChild(owner, item, place));
    else if (isObject(value)) fields[name] = visitChild(owner, value, place);
  }
}

function visitChild(owner: ExpressionOwner, value: TreeValue, place: ExpressionPlace): TreeValue {
  if (!isObject(value)) return value;
  const kind = kindOf(value);
  if (kind === "SortBy") visitChildren(owner, objectOf(value.SortBy), orderingPlace);
  else if (kind !== "") return visitExpression(owner, value, place);
  else visitChildren(owner, value, place);
  return value;
}

function visitBoolean(owner: ExpressionOwner, fields: TreeObject, place: ExpressionPlace): void {
  const below = fields.boolop === "NOT_EXPR" ? negatedPlace(place) : place;
  fields.args = listOf(fields.args).map((arg) => visitExpression(owner, arg, below));
}

function visitCall(owner: ExpressionOwner, fields: TreeObject, place: ExpressionPlace): void {
  const { agg_filter: filter, funcname: _names, ...rest } = fields;
  visitChildren(owner, rest, insidePlace(place));
  Object.assign(fields, rest);
  if (filter !== undefined) fields.agg_filter = visitExpression(owner, filter, conditionPlace);
  fields.funcname = [stringNode("pg_catalog"), stringNode(functionName(fields) ?? "")];
}

function visitOperator(owner: ExpressionOwner, node: TreeValue, fields: TreeObject, place: ExpressionPlace): TreeValue {
  const operator = textOf(listOf(fields.name)[0]);
  const any =
    (fields.kind === "AEXPR_OP_ANY" && operator === "=") || (fields.kind === "AEXPR_OP_ALL" && operator === "<>");
  if (any && standInOf(owner, fields.rexpr) !== undefined) {
    fields.kind = "AEXPR_IN";
    fields.rexpr = { List: { items: [fields.rexpr] } };
  }
  if (fields.kind === "AEXPR_IN") return visitIn(owner, node, fields, place);
  const left = comparisonTarget(owner, fields.rexpr);
  const right = comparisonTarget(owner, fields.lexpr);
  if (fields.lexpr !== undefined) fields.lexpr = visitOperand(owner, fields.lexpr, left, insidePlace(place));
  fields.rexpr = visitOperand(owner, fields.rexpr, right, insidePlace(place));
  return node;
}

function visitOperand(
  owner: ExpressionOwner,
  node: TreeValue,
  target: ConstantTarget,
  place: ExpressionPlace,
): TreeValue {
  if (fieldsOf(node, "A_Const") !== undefined) return visitConstant(owner, node, target, place);
  const list = fieldsOf(node, "List");
  if (list === undefined) return visitExpression(owner, node, place);
  list.items = listOf(list.items).map((item) => visitOperand(owner, item, target, place));
  return node;
}

function visitIn(owner: ExpressionOwner, node: TreeValue, fields: TreeObject, place: ExpressionPlace): TreeValue {
  const target = comparisonTarget(owner, fields.lexpr);
  fields.lexpr = visitExpression(owner, fields.lexpr, insidePlace(place));
  const list = fieldsOf(fields.rexpr, "List") ?? {};
  let emptied: string | undefined;
  list.items = listOf(list.items).flatMap((item) => {
    const placeholder = standInOf(owner, item);
    if (placeholder === undefined) return [visitExpression(owner, item, insidePlace(place))];
    checkFill(owner, placeholder, item, place);
    const constants = listConstants(owner.values, placeholder, target, located(owner, item));
    if (constants.length === 0) emptied = placeholder.name;
    return constants.map(constantNode);
  });
  if (listOf(list.items).length > 0) return node;
  if (place.sign === "none") throw owner.locate(emptyListNotAllowed(emptied ?? ""), fields.location);
  return booleanNode(place.sign === "negative");
}

/** The type of the column on the other side, when there is one; resolving twice is harmless. */
function comparisonTarget(owner: ExpressionOwner, other: TreeValue): ConstantTarget {
  const column = fieldsOf(other, "ColumnRef");
  if (column === undefined) return "unknown";
  const type = owner.column(column)?.type;
  return type === undefined ? "unknown" : constantTarget(type);
}

function standInOf(owner: ExpressionOwner, node: TreeValue): Placeholder | undefined {
  const text = objectOf(fieldsOf(node, "A_Const")?.sval).sval;
  return typeof text === "string" ? owner.placeholders.get(text) : undefined;
}

function visitConstant(
  owner: ExpressionOwner,
  node: TreeValue,
  target: ConstantTarget,
  place: ExpressionPlace,
): TreeValue {
  const placeholder = standInOf(owner, node);
  if (placeholder === undefined) return node;
  checkFill(owner, placeholder, node, place);
  return constantNode(scalarConstant(owner.values, placeholder, target, located(owner, node)));
}

/** Tells a refusal where a constant stands. */
function located(owner: ExpressionOwner, node: TreeValue): (refusal: SqlRefusal) => SqlRefusal {
  return (refusal) => owner.locate(refusal, fieldsOf(node, "A_Const")?.location);
}

function checkFill(owner: ExpressionOwner, placeholder: Placeholder, node: TreeValue, place: ExpressionPlace): void {
  const location = fieldsOf(node, "A_Const")?.location;
  if (place.ordering) {
    throw owner.locate(misplacedPlaceholder(placeholder.name, "GROUP BY and ORDER BY take no placeholders"), location);
  }
  if (owner.filled.has(placeholder.standIn)) {
    throw owner.locate(misplacedPlaceholder(placeholder.name, "its place is not understood"), location);
  }
  owner.filled.add(placeholder.standIn);
}
