import {
  type Conversion,
  convertExpression,
  lexemeOf,
  nameOf,
  orders,
  windowFrame,
} from "@/lib/sql/dialects/polyglot/convert-expression";
import type { Locate } from "@/lib/sql/dialects/polyglot/lex";
import type { Raw, RawObject } from "@/lib/sql/dialects/polyglot/parser";
import type { Lexeme, PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { onlyFields, rawList, rawObject, rawText, tagged } from "@/lib/sql/dialects/polyglot/raw-fields";
import type {
  Expression,
  FromClause,
  FromItem,
  Join,
  Limits,
  Query,
  SelectItem,
  SelectQuery,
  WithClause,
} from "@/lib/sql/dialects/polyglot/tree";
import { constructNotAllowed } from "@/lib/sql/refusals";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** The guard's tree for a parsed statement. @throws SqlRefusal for whatever has no place in it */
export function convertQuery(
  profile: PolyglotProfile,
  lexemes: readonly Lexeme[],
  isPlaceholder: (value: string) => boolean,
  locate: Locate,
  raw: RawObject,
): Query {
  const on: Conversion = { profile, lexemes, isPlaceholder, locate, query: (inner) => query(on, inner) };
  return on.query(raw);
}

function query(on: Conversion, raw: Raw): Query {
  const [tag, fields] = tagged(raw);
  if (tag === "select") return select(on, fields);
  if (tag === "union" || tag === "intersect" || tag === "except") return setQuery(on, tag, fields);
  if (tag === "subquery") return wrapped(on, fields);
  if (tag === "values") return values(on, fields);
  if (tag === "paren") return { query: "wrapped", of: query(on, fields.this), orders: [] };
  throw new SqlRefusal("sql_not_a_query", "Only a SELECT is allowed");
}

function limits(on: Conversion, fields: RawObject): Limits {
  const part = (raw: Raw): Expression => {
    const held = rawObject(raw);
    const bare = "this" in held;
    if (bare) onlyFields(held, "LIMIT", "this");
    const value = convertExpression(on, bare ? held.this : raw);
    if (value.kind !== "number" && value.kind !== "placeholder")
      throw constructNotAllowed("A LIMIT that is no plain number");
    return value;
  };
  return {
    ...(fields.limit ? { limit: part(fields.limit) } : {}),
    ...(fields.offset ? { offset: part(fields.offset) } : {}),
  };
}

function ordersOf(on: Conversion, raw: Raw) {
  const fields = rawObject(raw);
  onlyFields(fields, "ORDER BY", "expressions");
  return orders(on, fields.expressions);
}

const selectFields = [
  "expressions",
  "from",
  "joins",
  "where_clause",
  "group_by",
  "having",
  "order_by",
  "limit",
  "offset",
  "distinct",
  "with",
  "windows",
  "prewhere",
  "limit_by",
];

function select(on: Conversion, fields: RawObject): SelectQuery {
  onlyFields(fields, "SELECT", ...selectFields);
  const condition = (raw: Raw) => convertExpression(on, rawObject(raw).this);
  const { groups, suffix } = groupBy(on, rawObject(fields.group_by));
  const items = rawList(fields.expressions).map((item) => selectItem(on, item));
  if (items.length === 0) throw new SqlRefusal("sql_syntax_error", "A SELECT without columns");
  return {
    query: "select",
    ...withClause(on, fields.with),
    distinct: fields.distinct === true,
    items,
    from: fields.from ? fromClause(on, rawObject(fields.from), fields.joins) : undefined,
    ...(fields.prewhere ? { prewhere: convertExpression(on, fields.prewhere) } : {}),
    ...(fields.where_clause ? { where: condition(fields.where_clause) } : {}),
    groups,
    groupSuffix: suffix,
    ...(fields.having ? { having: condition(fields.having) } : {}),
    windows: rawList(fields.windows).map((window) => {
      const { name, spec, ...rest } = rawObject(window);
      onlyFields(rest, "WINDOW");
      return { name: nameOf(on, name).value, over: windowFrame(on, rawObject(spec)) };
    }),
    orders: ordersOf(on, fields.order_by),
    ...limitsOrBy(on, fields),
  };
}

/** `LIMIT 1 BY x` of ClickHouse: the parser keeps the count in `limit` and the columns aside. */
function limitsOrBy(on: Conversion, fields: RawObject): Partial<SelectQuery> {
  const plain = limits(on, fields);
  if (!fields.limit_by) return plain;
  const of = rawList(fields.limit_by).map((item) => convertExpression(on, item));
  if (plain.limit === undefined || plain.offset !== undefined) throw constructNotAllowed("This LIMIT BY");
  return { limitBy: { limit: plain.limit, of } };
}

function groupBy(on: Conversion, fields: RawObject): { groups: Expression[]; suffix: string[] } {
  onlyFields(fields, "GROUP BY", "expressions", "totals");
  const suffix: string[] = [];
  const groups = rawList(fields.expressions).flatMap((item) => {
    const [tag, inner] = tagged(item);
    if ((tag !== "rollup" && tag !== "cube") || rawList(inner.expressions).length > 0)
      return [convertExpression(on, item)];
    suffix.push(`WITH ${tag.toUpperCase()}`);
    return [];
  });
  if (fields.totals === true) suffix.push("WITH TOTALS");
  return { groups, suffix };
}

function selectItem(on: Conversion, raw: Raw): SelectItem {
  const [tag, fields] = tagged(raw);
  if (tag !== "alias") return { of: convertExpression(on, raw) };
  onlyFields(fields, "A name of a column", "this", "alias");
  return { of: convertExpression(on, fields.this), alias: nameOf(on, fields.alias).value };
}

function withClause(on: Conversion, raw: Raw): { with?: WithClause } {
  if (!raw) return {};
  const fields = rawObject(raw);
  onlyFields(fields, "WITH", "ctes", "recursive");
  const tables = rawList(fields.ctes).map((item) => {
    const cte = rawObject(item);
    onlyFields(cte, "WITH", "alias", "this", "columns");
    if (cte.alias_first !== true) throw constructNotAllowed("WITH of a value", "write it where it is used");
    const name = nameOf(on, cte.alias);
    const columns = rawList(cte.columns).map((column) => nameOf(on, column).value);
    return { name: name.value, columns, query: query(on, cte.this), at: name.start };
  });
  return { with: { recursive: fields.recursive === true, tables } };
}

function setQuery(on: Conversion, tag: string, fields: RawObject): Query {
  onlyFields(fields, tag.toUpperCase(), "left", "right", "all", "distinct", "with", "order_by", "limit", "offset");
  const quantifier = fields.all === true ? " ALL" : fields.distinct === true ? " DISTINCT" : "";
  return {
    query: "set",
    ...withClause(on, fields.with),
    op: `${tag.toUpperCase()}${quantifier}`,
    left: query(on, fields.left),
    right: query(on, fields.right),
    orders: ordersOf(on, fields.order_by),
    ...limits(on, fields),
  };
}

function wrapped(on: Conversion, fields: RawObject): Query {
  onlyFields(fields, "A query in parentheses", "this", "order_by", "limit", "offset", "with");
  return {
    query: "wrapped",
    ...withClause(on, fields.with),
    of: query(on, fields.this),
    orders: ordersOf(on, fields.order_by),
    ...limits(on, fields),
  };
}

function values(on: Conversion, fields: RawObject): Query {
  onlyFields(fields, "VALUES", "expressions");
  const rows = rawList(fields.expressions).map((row) => {
    const held = rawObject(row);
    onlyFields(held, "VALUES", "expressions");
    return rawList(held.expressions).map((item) => convertExpression(on, item));
  });
  return { query: "values", rows };
}

function fromClause(on: Conversion, fields: RawObject, joins: Raw): FromClause {
  onlyFields(fields, "FROM", "expressions");
  const items = rawList(fields.expressions).map((item) => fromItem(on, item));
  return { items, joins: rawList(joins).map((join) => convertJoin(on, rawObject(join))) };
}

function convertJoin(on: Conversion, fields: RawObject): Join {
  onlyFields(fields, "JOIN", "this", "on", "using", "kind", "use_outer_keyword", "join_hint");
  const kind = rawText(fields.join_hint) + rawText(fields.kind);
  const word = Object.hasOwn(on.profile.joins, kind) ? on.profile.joins[kind] : undefined;
  if (word === undefined) throw constructNotAllowed(`${kind.toUpperCase()} JOIN`);
  const item = fromItem(on, fields.this);
  const using = rawList(fields.using).map((name) => nameOf(on, name).value);
  return { word, item, ...(fields.on ? { on: convertExpression(on, fields.on) } : {}), using };
}

function fromItem(on: Conversion, raw: Raw): FromItem {
  const [tag, fields] = tagged(raw);
  if (tag === "table") return table(on, fields);
  if (tag === "subquery") return derived(on, fields);
  if (tag === "joined_table") {
    onlyFields(fields, "A join in parentheses", "left", "joins");
    const joins = rawList(fields.joins).map((join) => convertJoin(on, rawObject(join)));
    return { item: "nested", from: { items: [fromItem(on, fields.left)], joins } };
  }
  // The parser says these parentheses twice when the join begins with a subquery.
  if (tag === "paren" && rawObject(fields.this).joined_table !== undefined) return fromItem(on, fields.this);
  const arms = setOperationIn(tag === "alias" ? fields.this : raw);
  if (arms !== undefined) return derived(on, { ...fields, this: arms });
  if (tag === "paren") return { item: "nested", from: { items: [fromItem(on, fields.this)], joins: [] } };
  if (tag === "alias" || tag === "function") return tableFunction(on, tag, fields);
  throw constructNotAllowed("This in FROM");
}

/** To ClickHouse's parser `((SELECT …) UNION ALL (SELECT …)) AS x` is no subquery, but parentheses that have a name. */
function setOperationIn(raw: Raw): Raw {
  const [tag, fields] = tagged(raw);
  const [inner] = tag === "paren" ? tagged(fields.this) : [""];
  return ["union", "intersect", "except"].includes(inner) ? fields.this : undefined;
}

function tableFunction(on: Conversion, tag: string, fields: RawObject): FromItem {
  if (tag === "alias") onlyFields(fields, "A name", "this", "alias");
  const [inner, held] = tag === "alias" ? tagged(fields.this) : [tag, fields];
  const name = inner === "function" ? lexemeOf(on, rawText(held.name)) : undefined;
  if (name === undefined) throw constructNotAllowed("This in FROM");
  onlyFields(held, "A function in FROM", "name", "args");
  if (!on.profile.isTableFunction(name.value))
    throw on.locate(constructNotAllowed(`${name.value} in FROM`), name.start);
  const args = rawList(held.args).map((argument) => convertExpression(on, argument));
  const call = { kind: "call" as const, name: name.value, args, distinct: false, at: name.start };
  return { item: "numbers", call, alias: tag === "alias" ? nameOf(on, fields.alias).value : undefined };
}

function table(on: Conversion, fields: RawObject): FromItem {
  onlyFields(fields, "A table", "name", "schema", "alias", "final_");
  const name = nameOf(on, fields.name);
  return {
    item: "table",
    schema: fields.schema ? nameOf(on, fields.schema).value : undefined,
    name: name.value,
    alias: fields.alias ? nameOf(on, fields.alias).value : undefined,
    final: fields.final_ === true,
    at: fields.schema ? nameOf(on, fields.schema).start : name.start,
  };
}

function derived(on: Conversion, fields: RawObject): FromItem {
  onlyFields(fields, "A subquery in FROM", "this", "alias", "column_aliases");
  const alias = fields.alias ? nameOf(on, fields.alias) : undefined;
  return {
    item: "derived",
    query: query(on, fields.this),
    alias: alias?.value,
    columns: rawList(fields.column_aliases).map((name) => nameOf(on, name).value),
    at: alias?.start ?? -1,
  };
}
