import { type ExpressionPlace, insidePlace, negatedPlace, orderingPlace } from "@/lib/sql/dialects/expression-place";
import type { Locate } from "@/lib/sql/dialects/polyglot/lex";
import type { PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { type Expression, mapParts, type Query } from "@/lib/sql/dialects/polyglot/tree";
import type { ScopeColumn } from "@/lib/sql/name-scope";
import {
  type ConstantTarget,
  emptyListNotAllowed,
  listConstants,
  scalarConstant,
  type TypedConstant,
} from "@/lib/sql/placeholder-values";
import type { Placeholder } from "@/lib/sql/placeholders";
import { constructNotAllowed, misplacedPlaceholder } from "@/lib/sql/refusals";
import type { PlaceholderValues } from "@/lib/sql/security-context";

type Column = Extract<Expression, { kind: "column" }>;
type InList = Extract<Expression, { kind: "in" }>;

/** What the visitor asks its owner about: names, subqueries and values differ between a caller's query and a policy's expression. */
export interface ExpressionOwner {
  readonly profile: PolyglotProfile;
  readonly locate: Locate;
  readonly placeholders: ReadonlyMap<string, Placeholder>;
  readonly values: PlaceholderValues;
  /** Stand-ins met so far; each must be met exactly once. */
  readonly filled: Set<string>;
  column(node: Column): ScopeColumn | undefined;
  subquery(query: Query): void;
  /** The same owner with the parameters of a lambda in reach. */
  withNames(names: readonly string[]): ExpressionOwner;
}

/** Fills placeholders and resolves columns in one expression; returns what takes its place. */
export function visitExpression(owner: ExpressionOwner, node: Expression, place: ExpressionPlace): Expression {
  switch (node.kind) {
    case "placeholder":
      return visitPlaceholder(owner, node, "unknown", place);
    case "column":
      owner.column(node);
      return node;
    case "star":
      throw owner.locate(constructNotAllowed("A star inside an expression", "name the columns"), node.at);
    case "paren":
      node.of = visitExpression(owner, node.of, place);
      return node;
    case "unary":
      node.of = visitExpression(owner, node.of, node.op === "NOT" ? negatedPlace(place) : insidePlace(place));
      return node;
    case "in":
      return visitIn(owner, node, place);
    case "binary":
      return visitBinary(owner, node, place);
    case "between":
      visitSides(owner, node, ["of", "low", "high"], place);
      return node;
    case "like":
      visitSides(owner, node, ["left", "right"], place);
      return node;
    case "lambda":
      node.body = visitExpression(owner.withNames(node.names), node.body, insidePlace(place));
      return node;
    case "call":
      return visitCall(owner, node, place);
    default:
      return visitParts(owner, node, place);
  }
}

function visitParts(owner: ExpressionOwner, node: Expression, place: ExpressionPlace): Expression {
  mapParts(node, (part, inside) =>
    visitExpression(owner, part, inside === "orders" || inside === "partitions" ? orderingPlace : insidePlace(place)),
  );
  if ("query" in node) owner.subquery(node.query);
  return node;
}

function visitCall(owner: ExpressionOwner, node: Extract<Expression, { kind: "call" }>, place: ExpressionPlace) {
  const starred = node.args.length === 1 && node.args[0]?.kind === "star" && node.args[0].path.length === 0;
  if (starred && node.name.toLowerCase() === "count" && !node.distinct) return node;
  return visitParts(owner, node, place);
}

const comparisonOperators = new Set(["=", "<>", "<", "<=", ">", ">=", "<=>"]);

function visitBinary(owner: ExpressionOwner, node: Extract<Expression, { kind: "binary" }>, place: ExpressionPlace) {
  if (comparisonOperators.has(node.op)) visitSides(owner, node, ["left", "right"], place);
  else {
    const below = node.op === "AND" || node.op === "OR" ? place : insidePlace(place);
    node.left = visitExpression(owner, node.left, below);
    node.right = visitExpression(owner, node.right, below);
  }
  return node;
}

function visitSides<Side extends string>(
  owner: ExpressionOwner,
  node: Record<Side, Expression>,
  sides: readonly Side[],
  place: ExpressionPlace,
): void {
  const targets = sides.map((side) => columnTarget(owner, node[side]));
  const target = targets.find((candidate) => candidate !== "unknown") ?? "unknown";
  for (const side of sides) {
    const part = node[side];
    node[side] =
      part.kind === "placeholder"
        ? visitPlaceholder(owner, part, target, insidePlace(place))
        : visitExpression(owner, part, insidePlace(place));
  }
}

function visitIn(owner: ExpressionOwner, node: InList, place: ExpressionPlace): Expression {
  const target = columnTarget(owner, node.of);
  node.of = visitExpression(owner, node.of, insidePlace(place));
  let emptied = "";
  node.list = node.list.flatMap((item) => {
    const inner = item.kind === "paren" && item.of.kind === "placeholder" ? item.of : item;
    if (inner.kind !== "placeholder") return [visitExpression(owner, item, insidePlace(place))];
    const placeholder = noteFilled(owner, inner, place);
    const constants = listConstants(owner.values, placeholder, target, (refusal) => owner.locate(refusal, inner.at));
    if (constants.length === 0) emptied = placeholder.name;
    return constants.map((constant) => constantNode(owner.profile, constant));
  });
  if (node.list.length > 0) return node;
  if (place.sign === "none") throw owner.locate(emptyListNotAllowed(emptied), undefined);
  return owner.profile.truth(place.sign === "negative");
}

/** The type of a column beside a value; resolving twice is harmless. */
function columnTarget(owner: ExpressionOwner, node: Expression): ConstantTarget {
  const inner = node.kind === "paren" ? node.of : node;
  const type = inner.kind === "column" ? owner.column({ ...inner, path: [...inner.path] })?.type : undefined;
  return type === undefined ? "unknown" : owner.profile.constantTarget(type);
}

function visitPlaceholder(
  owner: ExpressionOwner,
  node: Extract<Expression, { kind: "placeholder" }>,
  target: ConstantTarget,
  place: ExpressionPlace,
): Expression {
  const placeholder = noteFilled(owner, node, place);
  const constant = scalarConstant(owner.values, placeholder, target, (refusal) => owner.locate(refusal, node.at));
  return constantNode(owner.profile, constant);
}

function noteFilled(
  owner: ExpressionOwner,
  node: Extract<Expression, { kind: "placeholder" }>,
  place: ExpressionPlace,
): Placeholder {
  const placeholder = owner.placeholders.get(node.standIn);
  if (placeholder === undefined) throw constructNotAllowed("This constant");
  if (place.ordering) {
    throw owner.locate(misplacedPlaceholder(placeholder.name, "GROUP BY and ORDER BY take no placeholders"), node.at);
  }
  if (owner.filled.has(node.standIn)) {
    throw owner.locate(misplacedPlaceholder(placeholder.name, "its place is not understood"), node.at);
  }
  owner.filled.add(node.standIn);
  return placeholder;
}

/** The constant as the parser would have made it, so that printing and parsing again changes nothing. */
export function constantNode(profile: PolyglotProfile, constant: TypedConstant): Expression {
  if (constant.kind === "string") return { kind: "string", value: constant.value };
  if (constant.kind === "boolean") return profile.truth(constant.value);
  const number: Expression = { kind: "number", text: constant.text.replace(/^-/, "") };
  return constant.text.startsWith("-") ? { kind: "paren", of: { kind: "unary", op: "-", of: number } } : number;
}
