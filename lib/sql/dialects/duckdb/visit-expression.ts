import { lambdaFunctions } from "@/lib/sql/dialects/duckdb/allowed-names";
import type { Locate } from "@/lib/sql/dialects/duckdb/check-tree";
import { booleanNode, constantNode } from "@/lib/sql/dialects/duckdb/constants";
import { isObject, listOf, objectOf, type TreeObject, type TreeValue, textOf } from "@/lib/sql/dialects/duckdb/tree";
import {
  conditionPlace,
  type ExpressionPlace,
  insidePlace,
  negatedPlace,
  orderingPlace,
  valuePlace,
} from "@/lib/sql/dialects/expression-place";
import type { ScopeColumn } from "@/lib/sql/name-scope";
import {
  type ConstantTarget,
  constantTarget,
  emptyListNotAllowed,
  listConstants,
  scalarConstant,
} from "@/lib/sql/placeholder-values";
import type { Placeholder } from "@/lib/sql/placeholders";
import { constructNotAllowed, misplacedPlaceholder } from "@/lib/sql/refusals";
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
  subquery(fields: TreeObject): void;
  /** A star or COLUMNS inside an expression. */
  star(fields: TreeObject): void;
  /** The same owner with the parameters of a lambda in reach. */
  withNames(names: readonly string[]): ExpressionOwner;
}

/** Fills placeholders and resolves columns in one expression; returns what takes its place. */
export function visitExpression(owner: ExpressionOwner, node: TreeValue, place: ExpressionPlace): TreeValue {
  const fields = objectOf(node);
  switch (fields.class) {
    case "CONSTANT":
      return visitConstant(owner, fields, "unknown", place);
    case "COLUMN_REF":
      owner.column(fields);
      return node;
    case "STAR":
      owner.star(fields);
      return node;
    case "CONJUNCTION":
      fields.children = listOf(fields.children).map((child) => visitExpression(owner, child, place));
      return node;
    case "OPERATOR":
      return visitOperator(owner, fields, place);
    case "COMPARISON":
      visitSides(owner, fields, ["left", "right"], place);
      return node;
    case "BETWEEN":
      visitSides(owner, fields, ["input", "lower", "upper"], place);
      return node;
    case "SUBQUERY":
      return visitSubquery(owner, fields, place);
    default:
      visitParts(owner, fields, insidePlace(place));
      return node;
  }
}

/** Visits every expression below a node that has no meaning of its own to the guard. */
function visitParts(owner: ExpressionOwner, fields: TreeObject, place: ExpressionPlace): void {
  const takesLambda = fields.class === "FUNCTION" && lambdaFunctions.has(textOf(fields.function_name).toLowerCase());
  for (const [name, value] of Object.entries(fields)) {
    if (name === "cast_type" || name === "value") continue;
    if (name === "filter" || name === "filter_expr") fields[name] = visitExpression(owner, value, conditionPlace);
    else if (Array.isArray(value)) fields[name] = value.map((item) => visitPart(owner, item, place, takesLambda));
    else if (isObject(value)) fields[name] = visitPart(owner, value, place, takesLambda);
  }
}

function visitPart(owner: ExpressionOwner, value: TreeValue, place: ExpressionPlace, takesLambda: boolean): TreeValue {
  if (!isObject(value)) return value;
  if (takesLambda && value.class === "LAMBDA") visitLambda(owner, value);
  else if (value.class !== undefined) return visitExpression(owner, value, place);
  else visitParts(owner, value, value.null_order === undefined ? place : orderingPlace);
  return value;
}

/** Elsewhere the same node is the arrow that looks into JSON, and both its sides are ordinary expressions. */
function visitLambda(owner: ExpressionOwner, fields: TreeObject): void {
  const left = objectOf(fields.lhs);
  const parameters = left.class === "FUNCTION" && left.function_name === "row" ? listOf(left.children) : [left];
  const names = parameters.map((parameter) => {
    const [name, ...more] = listOf(objectOf(parameter).column_names).map(textOf);
    if (name === undefined || more.length > 0) {
      throw owner.locate(constructNotAllowed("A lambda with such parameters"), fields.query_location);
    }
    return name;
  });
  fields.expr = visitExpression(owner.withNames(names), fields.expr, valuePlace);
}

function visitOperator(owner: ExpressionOwner, fields: TreeObject, place: ExpressionPlace): TreeValue {
  if (fields.type === "COMPARE_IN" || fields.type === "COMPARE_NOT_IN") return visitIn(owner, fields, place);
  const below = fields.type === "OPERATOR_NOT" ? negatedPlace(place) : insidePlace(place);
  fields.children = listOf(fields.children).map((child) => visitExpression(owner, child, below));
  return fields;
}

function visitSides(
  owner: ExpressionOwner,
  fields: TreeObject,
  sides: readonly string[],
  place: ExpressionPlace,
): void {
  const targets = sides.map((side) => columnTarget(owner, fields[side]));
  const target = targets.find((candidate) => candidate !== "unknown") ?? "unknown";
  for (const side of sides) {
    const part = objectOf(fields[side]);
    const constant = part.class === "CONSTANT";
    fields[side] = constant
      ? visitConstant(owner, part, target, insidePlace(place))
      : visitExpression(owner, part, insidePlace(place));
  }
}

function visitIn(owner: ExpressionOwner, fields: TreeObject, place: ExpressionPlace): TreeValue {
  const [tested, ...items] = listOf(fields.children);
  const target = columnTarget(owner, tested);
  const left = visitExpression(owner, tested, insidePlace(place));
  let emptied = "";
  const list = items.flatMap((item) => {
    const placeholder = standInOf(owner.placeholders, item);
    if (placeholder === undefined) return [visitExpression(owner, item, insidePlace(place))];
    noteFilled(owner, placeholder, item, place);
    const constants = listConstants(owner.values, placeholder, target, located(owner, item));
    if (constants.length === 0) emptied = placeholder.name;
    return constants.map(constantNode);
  });
  fields.children = [left, ...list];
  if (list.length > 0) return fields;
  if (place.sign === "none") throw owner.locate(emptyListNotAllowed(emptied), fields.query_location);
  return booleanNode(place.sign === "negative");
}

function visitSubquery(owner: ExpressionOwner, fields: TreeObject, place: ExpressionPlace): TreeValue {
  const test = anyOfPlaceholder(owner.placeholders, fields);
  if (test !== undefined) return visitIn(owner, test, place);
  if (fields.child !== undefined) fields.child = visitExpression(owner, fields.child, insidePlace(place));
  owner.subquery(fields);
  return fields;
}

/** `x = ANY({{ y }})`, which the parser turns into a subquery over `unnest`, as the `x IN {{ y }}` that it means. */
export function anyOfPlaceholder(
  placeholders: ReadonlyMap<string, Placeholder>,
  fields: TreeObject,
): TreeObject | undefined {
  if (fields.subquery_type !== "ANY" || fields.comparison_type !== "COMPARE_EQUAL") return undefined;
  const list = listOf(objectOf(objectOf(fields.subquery).node).select_list);
  const call = objectOf(list[0]);
  const [only, ...more] = listOf(call.children);
  const single = list.length === 1 && call.function_name === "unnest" && more.length === 0;
  if (!single || standInOf(placeholders, only) === undefined) return undefined;
  return {
    class: "OPERATOR",
    type: "COMPARE_IN",
    query_location: fields.query_location,
    children: [fields.child, only],
  };
}

/** The type of a column beside a value; resolving twice is harmless. */
function columnTarget(owner: ExpressionOwner, node: TreeValue): ConstantTarget {
  const fields = objectOf(node);
  const type = fields.class === "COLUMN_REF" ? owner.column(fields)?.type : undefined;
  return type === undefined ? "unknown" : constantTarget(type);
}

function standInOf(placeholders: ReadonlyMap<string, Placeholder>, node: TreeValue): Placeholder | undefined {
  const fields = objectOf(node);
  return fields.class === "CONSTANT" ? placeholders.get(textOf(objectOf(fields.value).value)) : undefined;
}

function visitConstant(
  owner: ExpressionOwner,
  fields: TreeObject,
  target: ConstantTarget,
  place: ExpressionPlace,
): TreeValue {
  const placeholder = standInOf(owner.placeholders, fields);
  if (placeholder === undefined) return fields;
  noteFilled(owner, placeholder, fields, place);
  const constant = scalarConstant(owner.values, placeholder, target, located(owner, fields));
  const alias = fields.alias === undefined ? {} : { alias: fields.alias };
  return { ...constantNode(constant), ...alias };
}

/** Tells a refusal where a constant stands. */
function located(owner: ExpressionOwner, node: TreeValue): (refusal: SqlRefusal) => SqlRefusal {
  return (refusal) => owner.locate(refusal, objectOf(node).query_location);
}

function noteFilled(owner: ExpressionOwner, placeholder: Placeholder, node: TreeValue, place: ExpressionPlace): void {
  const location = objectOf(node).query_location;
  if (place.ordering) {
    throw owner.locate(misplacedPlaceholder(placeholder.name, "GROUP BY and ORDER BY take no placeholders"), location);
  }
  if (owner.filled.has(placeholder.standIn)) {
    throw owner.locate(misplacedPlaceholder(placeholder.name, "its place is not understood"), location);
  }
  owner.filled.add(placeholder.standIn);
}
