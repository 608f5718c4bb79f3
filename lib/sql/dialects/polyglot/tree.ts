/**
 * The guard's own tree of a query, for the dialects whose parser has hundreds of node types: what has no place here
 * refuses. Each node says one way of writing, so that printing gives back the author's words. `at` is an offset in the
 * text and no part of what the tree says.
 */
export type Expression =
  | { kind: "column"; path: string[]; at: number }
  | { kind: "star"; path: string[]; at: number }
  | { kind: "string"; value: string }
  | { kind: "placeholder"; standIn: string; at: number }
  | { kind: "number"; text: string }
  /** A keyword that is a value, or a unit of time among arguments. */
  | { kind: "word"; text: string }
  | { kind: "dated"; type: string; value: Expression }
  | { kind: "binary"; op: string; left: Expression; right: Expression }
  | { kind: "unary"; op: "NOT" | "-" | "~"; of: Expression }
  | { kind: "is"; what: string; negated: boolean; of: Expression }
  | { kind: "between"; negated: boolean; of: Expression; low: Expression; high: Expression }
  | { kind: "in"; negated: boolean; of: Expression; list: Expression[]; at: number; global?: boolean }
  | { kind: "inQuery"; negated: boolean; of: Expression; query: Query; global?: boolean }
  | { kind: "like"; op: string; negated: boolean; left: Expression; right: Expression; escape?: Expression }
  | { kind: "case"; operand?: Expression; whens: CaseWhen[]; otherwise?: Expression }
  | { kind: "cast"; of: Expression; type: string }
  | { kind: "call"; name: string; args: Expression[]; distinct: boolean; at: number; parameters?: Expression[] }
  | { kind: "groupConcat"; args: Expression[]; distinct: boolean; orders: Order[]; separator?: Expression }
  | { kind: "window"; call: Expression; over: WindowFrame | string }
  | { kind: "exists"; query: Query }
  | { kind: "scalar"; query: Query }
  | { kind: "quantified"; op: string; word: "ANY" | "ALL"; left: Expression; query: Query }
  | { kind: "tuple"; items: Expression[] }
  | { kind: "array"; items: Expression[] }
  | { kind: "element"; of: Expression; index: Expression }
  | { kind: "lambda"; names: string[]; body: Expression; at: number }
  | { kind: "paren"; of: Expression }
  | { kind: "interval"; of: Expression; unit: string }
  | { kind: "extract"; unit: string; of: Expression }
  | { kind: "trim"; side: string; characters?: Expression; of: Expression }
  | { kind: "substring"; of: Expression; start: Expression; length?: Expression }
  | { kind: "collate"; of: Expression; name: string };

export type CallExpression = Extract<Expression, { kind: "call" }>;

export interface CaseWhen {
  when: Expression;
  result: Expression;
}

export interface Order {
  of: Expression;
  descending: boolean;
  nulls?: "FIRST" | "LAST";
}

export interface WindowFrame {
  partitions: Expression[];
  orders: Order[];
  /** `ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`, numbers and keywords only. */
  frame?: string;
}

export interface SelectItem {
  of: Expression;
  alias?: string;
}

export interface CommonTableClause {
  name: string;
  columns: string[];
  query: Query;
  at: number;
}

export interface WithClause {
  recursive: boolean;
  tables: CommonTableClause[];
}

export interface Limits {
  limit?: Expression;
  offset?: Expression;
}

export interface SelectQuery extends Limits {
  query: "select";
  with?: WithClause;
  distinct: boolean;
  items: SelectItem[];
  from: FromClause | undefined;
  prewhere?: Expression;
  where?: Expression;
  groups: Expression[];
  groupSuffix: string[];
  having?: Expression;
  windows: { name: string; over: WindowFrame }[];
  orders: Order[];
  limitBy?: { limit: Expression; offset?: Expression; of: Expression[] };
}

export interface SetQuery extends Limits {
  query: "set";
  with?: WithClause;
  op: string;
  left: Query;
  right: Query;
  orders: Order[];
}

export interface WrappedQuery extends Limits {
  query: "wrapped";
  with?: WithClause;
  of: Query;
  orders: Order[];
}

export interface ValuesQuery {
  query: "values";
  with?: WithClause;
  rows: Expression[][];
}

export type Query = SelectQuery | SetQuery | WrappedQuery | ValuesQuery;

/** `a, b JOIN c ON …`: the first items stand with commas between them, the joins follow. */
export interface FromClause {
  items: FromItem[];
  joins: Join[];
}

export interface Join {
  /** `JOIN`, `LEFT JOIN`, `CROSS JOIN`, `,` … */
  word: string;
  item: FromItem;
  on?: Expression;
  using: string[];
}

export type FromItem =
  | { item: "table"; schema: string | undefined; name: string; alias: string | undefined; final: boolean; at: number }
  | { item: "derived"; query: Query; alias: string | undefined; columns: string[]; at: number }
  | { item: "nested"; from: FromClause }
  | { item: "numbers"; call: CallExpression; alias: string | undefined };

type Json = string | number | boolean | null | undefined | Json[] | { [field: string]: Json };

/** Whether two trees say the same; positions are left aside, and what is absent equals what is undefined. */
export function sameTree(a: unknown, b: unknown): boolean {
  return same(a as Json, b as Json);
}

function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Array.isArray(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => key === "at" || same(a[key], b[key]));
}

/** What takes an expression's place; `field` is the one that holds it, or the list it is in. */
type MapPart = (part: Expression, field: string) => Expression;

/** Replaces each expression directly below one; queries inside are the caller's matter. */
export function mapParts(expression: Expression, map: MapPart): void {
  mapFields(expression as unknown as Record<string, unknown>, map);
}

function mapFields(fields: Record<string, unknown>, map: MapPart, list?: string): void {
  for (const [name, value] of Object.entries(fields))
    if (name !== "query") fields[name] = mapValue(value, list ?? name, map);
}

function mapValue(value: unknown, field: string, map: MapPart): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => mapValue(item, field, map));
  if (typeof value !== "object" || value === null) return value;
  if ("kind" in value) return map(value as Expression, field);
  mapFields(value as Record<string, unknown>, map, field === "over" ? undefined : field);
  return value;
}

/** The expressions directly below one. */
export function partsOf(expression: Expression): Expression[] {
  const parts: Expression[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === "object" && value !== null) {
      if ("kind" in value) parts.push(value as Expression);
      else if (!("query" in value)) Object.values(value).forEach(collect);
    }
  };
  for (const [name, value] of Object.entries(expression)) if (name !== "query") collect(value);
  return parts;
}
