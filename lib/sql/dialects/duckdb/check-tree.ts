import { isLosslessNumber } from "lossless-json";
import {
  aggregateFunctions,
  allowedCollations,
  allowedTypes,
  lambdaFunctions,
  namedTypes,
  operatorFunctions,
  scalarFunctions,
  tableFunctions,
  windowFunctions,
} from "@/lib/sql/dialects/duckdb/allowed-names";
import { expressions, type FieldRule, queryNodes, shapes, tableReferences } from "@/lib/sql/dialects/duckdb/grammar";
import { isObject, listOf, objectOf, type TreeObject, type TreeValue, textOf } from "@/lib/sql/dialects/duckdb/tree";
import { constructNotAllowed, functionNotAllowed, typeNotAllowed } from "@/lib/sql/refusals";
import type { SqlRefusal } from "@/lib/sql/sql-refusal";

/** Adds to a refusal where the refused part stood; the position is the engine's `query_location`. */
export type Locate = (refusal: SqlRefusal, location: TreeValue) => SqlRefusal;

/**
 * Accepts a query node only when every node, field, function, type and collation in it is on the lists. The tree must
 * have passed the depth limit: this walk recurses.
 *
 * @throws SqlRefusal `sql_construct_not_allowed`, `sql_function_not_allowed`, `sql_type_not_allowed`
 */
export function checkQuery(node: TreeValue, locate: Locate): void {
  const type = textOf(objectOf(node).type);
  checkFields(queryNodes[type], type || "This query", objectOf(node), locate, undefined);
}

/** The same for one expression. */
export function checkExpression(node: TreeValue, locate: Locate, outer?: TreeValue): void {
  const fields = objectOf(node);
  const kind = textOf(fields.class);
  const here = fields.query_location ?? outer;
  checkFields(expressions[kind], expressionNames[kind] ?? (kind || "This expression"), fields, locate, here);
  const problem = checkNames(kind, fields);
  if (problem !== undefined) throw locate(problem, here);
}

const expressionNames: Readonly<Record<string, string>> = {
  PARAMETER: "A driver parameter such as $1",
  DEFAULT: "DEFAULT",
};

const referenceNames: Readonly<Record<string, string>> = {
  SHOW_REF: "SHOW, DESCRIBE or SUMMARIZE",
  PIVOT: "PIVOT or UNPIVOT",
};

function checkReference(node: TreeValue, locate: Locate, outer: TreeValue): void {
  const fields = objectOf(node);
  const type = textOf(fields.type);
  checkFields(tableReferences[type], referenceNames[type] ?? type, fields, locate, fields.query_location ?? outer);
}

function checkFields(
  rules: Readonly<Record<string, FieldRule>> | undefined,
  what: string,
  fields: TreeObject,
  locate: Locate,
  here: TreeValue,
): void {
  if (rules === undefined) throw locate(constructNotAllowed(what), here);
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw locate(constructNotAllowed(fieldNames[name] ?? `${what} with ${name}`), here);
    checkField(rule, value, fieldNames[name] ?? `${what} with this ${name}`, locate, here);
  }
}

const fieldNames: Readonly<Record<string, string>> = {
  at_clause: "AT",
  key_targets: "USING KEY",
  ref_type: "This kind of join",
  setop_type: "This kind of set operation",
};

function checkField(rule: FieldRule, value: TreeValue, what: string, locate: Locate, here: TreeValue): void {
  const refuse = () => locate(constructNotAllowed(what), here);
  if (rule === "position") return;
  if (rule === "expression") checkExpression(value, locate, here);
  else if (rule === "reference") checkReference(value, locate, here);
  else if (rule === "node") checkQuery(value, locate);
  else if (rule === "query") checkSubquery(value, locate, refuse);
  else if (rule === "type") checkType(value, locate, here);
  else if (rule === "expressions") for (const item of array(value, refuse)) checkExpression(item, locate, here);
  else if (rule === "orders") for (const item of array(value, refuse)) checkShape("ORDER", item, locate, here);
  else if (typeof rule === "object" && "shapes" in rule)
    for (const item of array(value, refuse)) checkShape(rule.shapes, item, locate, here);
  else if (typeof rule === "object" && "shape" in rule) checkShape(rule.shape, value, locate, here);
  else if (!isScalar(rule, value)) throw refuse();
}

function array(value: TreeValue, refuse: () => SqlRefusal): TreeValue[] {
  if (!Array.isArray(value)) throw refuse();
  return value;
}

function isScalar(rule: FieldRule, value: TreeValue): boolean {
  if (rule === "text") return typeof value === "string";
  if (rule === "flag") return typeof value === "boolean";
  if (rule === "number") return isLosslessNumber(value);
  if (rule === "texts") return Array.isArray(value) && value.every((item) => typeof item === "string");
  return typeof rule === "object" && "values" in rule && rule.values.includes(textOf(value));
}

function checkSubquery(value: TreeValue, locate: Locate, refuse: () => SqlRefusal): void {
  const { node, named_param_map: parameters, ...rest } = objectOf(value);
  if (Object.keys(rest).length > 0 || listOf(parameters).length > 0) throw refuse();
  checkQuery(node, locate);
}

function checkShape(name: string, value: TreeValue, locate: Locate, here: TreeValue): void {
  if (name === "VALUES") {
    for (const row of listOf(value)) for (const item of listOf(row)) checkExpression(item, locate, here);
  } else if (name === "GROUP_SETS") {
    const numbers = listOf(value).flatMap(listOf);
    if (!numbers.every((item) => isLosslessNumber(item))) throw locate(constructNotAllowed("This GROUP BY"), here);
  } else if (name === "VALUE") checkValue(objectOf(value), locate, here);
  else if (name === "MODIFIER")
    checkFields(shapes[textOf(objectOf(value).type)], "This modifier", objectOf(value), locate, here);
  else checkFields(shapes[name], name, objectOf(value), locate, here);
}

function checkValue(value: TreeObject, locate: Locate, here: TreeValue): void {
  const { type, is_null: _isNull, value: held, ...rest } = value;
  checkType(type, locate, here);
  const nothing = isObject(held) && Object.keys(held).join() === "children" && listOf(held.children).length === 0;
  const wide =
    isObject(held) &&
    Object.entries(held).every(([key, part]) => (key === "upper" || key === "lower") && isLosslessNumber(part));
  const scalar =
    held === undefined || held === null || typeof held !== "object" || isLosslessNumber(held) || wide || nothing;
  if (Object.keys(rest).length > 0 || !scalar) throw locate(constructNotAllowed("This constant"), here);
}

function checkType(value: TreeValue, locate: Locate, here: TreeValue): void {
  const { id, type_info: info, ...rest } = objectOf(value);
  const name = textOf(id);
  const refuse = () => locate(typeNotAllowed(name === "UNBOUND" ? textOf(objectOf(info).name) : name), here);
  if (Object.keys(rest).length > 0) throw refuse();
  if (name === "UNBOUND") {
    const { type: _type, name: written, ...more } = objectOf(info);
    if (
      !namedTypes.has(textOf(written).toLowerCase()) ||
      Object.values(more).some((item) => listOf(item).length > 0 || !Array.isArray(item))
    )
      throw refuse();
    return;
  }
  if (!allowedTypes.has(name)) throw refuse();
  for (const [key, part] of Object.entries(objectOf(info))) {
    if (key === "child_type") checkType(part, locate, here);
    else if (key === "child_types") for (const item of listOf(part)) checkType(objectOf(item).second, locate, here);
    else if (
      !["type", "width", "scale", "size", "alias"].includes(key) ||
      (typeof part !== "string" && !isLosslessNumber(part))
    )
      throw refuse();
  }
}

function checkNames(kind: string, fields: TreeObject): SqlRefusal | undefined {
  if (kind === "FUNCTION" || kind === "WINDOW") return checkFunction(kind, fields);
  if (kind !== "COLLATE") return undefined;
  const parts = textOf(fields.collation).toLowerCase().split(".");
  return parts.every((part) => allowedCollations.has(part))
    ? undefined
    : constructNotAllowed(`Collation "${textOf(fields.collation)}"`);
}

function checkFunction(kind: string, fields: TreeObject): SqlRefusal | undefined {
  const written = textOf(fields.function_name);
  const name = written.toLowerCase();
  if (fields.schema !== undefined && fields.schema !== "main")
    return functionNotAllowed(`${textOf(fields.schema)}.${written}`);
  if (kind === "WINDOW") {
    const allowed = fields.type === "WINDOW_AGGREGATE" ? aggregateFunctions.has(name) : windowFunctions.has(name);
    return allowed ? undefined : functionNotAllowed(`${written} with OVER`);
  }
  if (fields.is_operator === true)
    return operatorFunctions.has(name) ? undefined : constructNotAllowed(`Operator ${written}`);
  if (aggregateFunctions.has(name)) return undefined;
  const plain = scalarFunctions.has(name) || tableFunctions.has(name);
  const known = plain || lambdaFunctions.has(name) || operatorFunctions.has(name);
  const likeAggregate =
    fields.filter !== undefined || fields.distinct === true || listOf(objectOf(fields.order_bys).orders).length > 0;
  return known && !likeAggregate ? undefined : functionNotAllowed(written);
}
