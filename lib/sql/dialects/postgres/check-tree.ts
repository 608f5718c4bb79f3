import {
  aggregateFunctions,
  allowedCollations,
  allowedOperators,
  allowedTypes,
  rowFunctions,
  sampleMethods,
  scalarFunctions,
  windowFunctions,
} from "@/lib/sql/dialects/postgres/allowed-names";
import { constructNames, type FieldRule, grammar } from "@/lib/sql/dialects/postgres/grammar";
import {
  isObject,
  kindOf,
  listOf,
  objectOf,
  type TreeObject,
  type TreeValue,
  textOf,
} from "@/lib/sql/dialects/postgres/tree";
import { constructNotAllowed, functionNotAllowed, typeNotAllowed } from "@/lib/sql/refusals";
import type { SqlRefusal } from "@/lib/sql/sql-refusal";

/** Adds to a refusal where the refused part stood; `location` is the parser's byte offset. */
export type Locate = (refusal: SqlRefusal, location: TreeValue) => SqlRefusal;

/**
 * Accepts a tree only when every node, field, function, type, operator and collation in it is on the lists. The tree
 * must have passed the depth limit: this walk recurses.
 *
 * @throws SqlRefusal `sql_construct_not_allowed`, `sql_function_not_allowed`, `sql_type_not_allowed`
 */
export function checkTree(kind: string, fields: TreeObject, locate: Locate, outer?: TreeValue): void {
  const rules = grammar[kind];
  const here = fields.location ?? outer;
  if (rules === undefined) throw locate(constructNotAllowed(constructNames[kind] ?? kind), here);
  for (const [name, value] of Object.entries(fields)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw locate(constructNotAllowed(constructNames[name] ?? `${kind} with ${name}`), here);
    checkField(rule, value, `${kind}.${name}`, locate, here);
  }
  const problem = checkNames(kind, fields);
  if (problem !== undefined) throw locate(problem, here);
}

function checkField(rule: FieldRule, value: TreeValue, where: string, locate: Locate, here: TreeValue): void {
  if (rule === "position") return;
  if (typeof rule === "string" || "values" in rule) expect(isScalar(rule, value), where, locate, here);
  else if ("inline" in rule) {
    expect(isObject(value), where, locate, here);
    checkTree(rule.inline, objectOf(value), locate, here);
  } else if ("node" in rule) checkNode(rule.node, value, where, locate, here);
  else {
    expect(Array.isArray(value), where, locate, here);
    for (const item of listOf(value)) checkNode(rule.list, item, where, locate, here);
  }
}

function isScalar(rule: FieldRule, value: TreeValue): boolean {
  if (rule === "flag") return typeof value === "boolean";
  if (rule === "integer") return Number.isSafeInteger(value);
  if (rule === "text") return typeof value === "string";
  return typeof rule === "object" && "values" in rule && rule.values.includes(String(value));
}

function checkNode(kinds: readonly string[], value: TreeValue, where: string, locate: Locate, here: TreeValue): void {
  const kind = kindOf(value);
  if (kind === "" && kinds.includes("") && isObject(value) && Object.keys(value).length === 0) return;
  if (!kinds.includes(kind)) {
    const location = isObject(value) && kind !== "" ? objectOf(value[kind]).location : here;
    throw locate(constructNotAllowed(constructNames[kind] ?? (kind || where)), location ?? here);
  }
  checkTree(kind, objectOf(objectOf(value)[kind]), locate, here);
}

function expect(holds: boolean, where: string, locate: Locate, here: TreeValue): void {
  if (!holds) throw locate(constructNotAllowed(where), here);
}

function checkNames(kind: string, fields: TreeObject): SqlRefusal | undefined {
  if (kind === "FuncCall") return checkFunction(fields);
  if (kind === "TypeName") return checkType(fields);
  if (kind === "A_Expr") return checkOperator(listOf(fields.name));
  if (kind === "SubLink") return fields.operName === undefined ? undefined : checkOperator(listOf(fields.operName));
  if (kind === "CollateClause") return checkOne(listOf(fields.collname), allowedCollations, "Collation");
  if (kind === "RangeTableSample") return checkOne(listOf(fields.method), sampleMethods, "Sampling method");
  return undefined;
}

function checkOne(names: TreeValue[], allowed: ReadonlySet<string>, what: string): SqlRefusal | undefined {
  const last = textOf(names.at(-1));
  const bare = names.length === 1 || (names.length === 2 && textOf(names[0]) === "pg_catalog");
  return bare && allowed.has(last) ? undefined : constructNotAllowed(`${what} "${names.map(textOf).join(".")}"`);
}

function checkOperator(names: TreeValue[]): SqlRefusal | undefined {
  const name = textOf(names[0]);
  return names.length === 1 && allowedOperators.has(name)
    ? undefined
    : constructNotAllowed(`Operator ${names.map(textOf).join(".")}`);
}

/** The plain name of a call to PostgreSQL's own function, whether or not it is written with its schema. */
export function functionName(fields: TreeObject): string | undefined {
  const names = listOf(fields.funcname).map(textOf);
  if (names.length === 2 && names[0] === "pg_catalog") return names[1];
  return names.length === 1 ? names[0] : undefined;
}

function checkFunction(fields: TreeObject): SqlRefusal | undefined {
  const name = functionName(fields);
  const written = listOf(fields.funcname).map(textOf).join(".");
  if (name === undefined) return functionNotAllowed(written);
  const aggregate = aggregateFunctions.has(name);
  if (windowFunctions.has(name))
    return fields.over === undefined && !fields.agg_within_group
      ? functionNotAllowed(`${written} without OVER`)
      : undefined;
  if (aggregate) return undefined;
  if (!scalarFunctions.has(name) && !rowFunctions.has(name)) return functionNotAllowed(written);
  const likeAggregate = fields.over ?? fields.agg_filter ?? fields.agg_order ?? fields.agg_star ?? fields.agg_distinct;
  return likeAggregate === undefined ? undefined : functionNotAllowed(`${written} as an aggregate`);
}

function checkType(fields: TreeObject): SqlRefusal | undefined {
  const names = listOf(fields.names).map(textOf);
  const name = names.at(-1) ?? "";
  const own = names.length === 1 || (names.length === 2 && names[0] === "pg_catalog");
  return own && allowedTypes.has(name) ? undefined : typeNotAllowed(names.join("."));
}
