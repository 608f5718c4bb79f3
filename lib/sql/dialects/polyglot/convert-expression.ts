import type { Locate } from "@/lib/sql/dialects/polyglot/lex";
import type { Raw, RawObject } from "@/lib/sql/dialects/polyglot/parser";
import type { Lexeme, PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { onlyFields, rawList, rawObject, rawText, tagged } from "@/lib/sql/dialects/polyglot/raw-fields";
import type { Expression, Order, Query, WindowFrame } from "@/lib/sql/dialects/polyglot/tree";
import { constructNotAllowed, functionNotAllowed, notVerified } from "@/lib/sql/refusals";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** What turning the parser's nodes into the guard's needs to know of the text. */
export interface Conversion {
  readonly profile: PolyglotProfile;
  readonly lexemes: readonly Lexeme[];
  readonly locate: Locate;
  isPlaceholder(value: string): boolean;
  query(raw: Raw): Query;
}

const binaries: Readonly<Record<string, string>> = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  mod: "%",
  int_div: "DIV",
  eq: "=",
  neq: "<>",
  lt: "<",
  lte: "<=",
  gt: ">",
  gte: ">=",
  null_safe_eq: "<=>",
  and: "AND",
  or: "OR",
  xor: "XOR",
  bitwise_and: "&",
  bitwise_or: "|",
  bitwise_xor: "^",
  bitwise_left_shift: "<<",
  bitwise_right_shift: ">>",
  concat: "||",
  d_pipe: "||",
};

const comparisons: Readonly<Record<string, string>> = {
  Eq: "=",
  Neq: "<>",
  Lt: "<",
  Lte: "<=",
  Gt: ">",
  Gte: ">=",
};

/**
 * The guard's node for one of the parser's, when there is one: a tag or a field that is not read here refuses, and so
 * do functions off the lists.
 *
 * @throws SqlRefusal `sql_construct_not_allowed`, `sql_function_not_allowed`
 */
export function convertExpression(on: Conversion, raw: Raw): Expression {
  const [tag, fields] = tagged(raw);
  const operator = Object.hasOwn(binaries, tag) ? binaries[tag] : undefined;
  if (operator !== undefined) return binary(on, tag, operator, fields);
  const convert = Object.hasOwn(converters, tag) ? converters[tag] : undefined;
  if (convert === undefined) throw constructNotAllowed(constructNames[tag] ?? `"${tag.replaceAll("_", " ")}"`);
  return convert(on, fields);
}

const constructNames: Readonly<Record<string, string>> = {
  raw: "NOT before LIKE without parentheses",
  alias: "A name inside an expression",
  method_call: "A function of another schema",
  placeholder: "A driver parameter",
  parameter: "A variable or driver parameter",
};

function binary(on: Conversion, tag: string, op: string, fields: RawObject): Expression {
  const [a, b] = "left" in fields ? ["left", "right"] : ["this", "expression"];
  onlyFields(fields, tag, a, b);
  return { kind: "binary", op, left: convertExpression(on, fields[a]), right: convertExpression(on, fields[b]) };
}

type Convert = (on: Conversion, fields: RawObject) => Expression;

const converters: Readonly<Record<string, Convert>> = {
  column: (on, fields) => {
    onlyFields(fields, "This column", "name", "table");
    const name = nameOf(on, fields.name);
    const path = [...(fields.table ? [nameOf(on, fields.table).value] : []), name.value];
    return { kind: "column", path, at: name.start };
  },
  dot: (on, fields) => {
    onlyFields(fields, "This name", "this", "field");
    const inner = convertExpression(on, fields.this);
    if (inner.kind !== "column") throw constructNotAllowed("A dot after an expression");
    return { kind: "column", path: [...inner.path, nameOf(on, fields.field).value], at: inner.at };
  },
  star: (on, fields) => {
    onlyFields(fields, "A star", "table");
    const written = rawText(rawObject(fields.table).name);
    const parts = written === "" ? [] : written.split(".").map((part) => lexemeOf(on, part));
    return { kind: "star", path: parts.map((part) => part.value), at: parts[0]?.start ?? -1 };
  },
  literal: literal,
  boolean: (_on, fields) => ({ kind: "word", text: fields.value === true ? "TRUE" : "FALSE" }),
  null: () => ({ kind: "word", text: "NULL" }),
  paren: (on, fields) => {
    onlyFields(fields, "This", "this");
    return { kind: "paren", of: convertExpression(on, fields.this) };
  },
  tuple: (on, fields) => {
    onlyFields(fields, "A row", "expressions");
    return { kind: "tuple", items: expressions(on, fields.expressions) };
  },
  array: (on, fields) => {
    onlyFields(fields, "An array", "expressions");
    return { kind: "array", items: expressions(on, fields.expressions) };
  },
  array_func: (on, fields) => {
    onlyFields(fields, "An array", "expressions", "bracket_notation");
    return { kind: "array", items: expressions(on, fields.expressions) };
  },
  subscript: (on, fields) => {
    onlyFields(fields, "An index", "this", "index");
    return { kind: "element", of: convertExpression(on, fields.this), index: convertExpression(on, fields.index) };
  },
  lambda: (on, fields) => {
    onlyFields(fields, "A lambda", "parameters", "body");
    const names = rawList(fields.parameters).map((name) => nameOf(on, name));
    const body = convertExpression(on, fields.body);
    return { kind: "lambda", names: names.map((name) => name.value), body, at: names[0]?.start ?? -1 };
  },
  neg: unary("-"),
  bitwise_not: unary("~"),
  not: (on, fields) => {
    onlyFields(fields, "NOT", "this");
    const of = convertExpression(on, fields.this);
    const infix = rawObject(fields.this).like ?? rawObject(fields.this).i_like ?? rawObject(fields.this).regexp_like;
    if (infix !== undefined && of.kind === "like") return { ...of, negated: true };
    return { kind: "unary", op: "NOT", of };
  },
  is_null: is("NULL"),
  is_true: is("TRUE"),
  is_false: is("FALSE"),
  between: (on, fields) => {
    onlyFields(fields, "BETWEEN", "this", "low", "high", "not");
    return {
      kind: "between",
      negated: fields.not === true,
      of: convertExpression(on, fields.this),
      low: convertExpression(on, fields.low),
      high: convertExpression(on, fields.high),
    };
  },
  in: convertIn,
  like: (on, fields) => {
    onlyFields(fields, "LIKE", "left", "right", "escape");
    const ending = fields.escape ? { escape: convertExpression(on, fields.escape) } : {};
    return {
      kind: "like",
      op: "LIKE",
      negated: false,
      left: convertExpression(on, fields.left),
      right: convertExpression(on, fields.right),
      ...ending,
    };
  },
  i_like: (on, fields) => {
    onlyFields(fields, "ILIKE", "left", "right");
    const [left, right] = [convertExpression(on, fields.left), convertExpression(on, fields.right)];
    return { kind: "like", op: "ILIKE", negated: false, left, right };
  },
  regexp_like: (on, fields) => {
    onlyFields(fields, "REGEXP", "this", "pattern");
    return {
      kind: "like",
      op: "REGEXP",
      negated: false,
      left: convertExpression(on, fields.this),
      right: convertExpression(on, fields.pattern),
    };
  },
  case: (on, fields) => {
    onlyFields(fields, "CASE", "operand", "whens", "else_");
    const whens = rawList(fields.whens).map((pair) => {
      const [when, result] = rawList(pair);
      return { when: convertExpression(on, when), result: convertExpression(on, result) };
    });
    const operand = fields.operand ? { operand: convertExpression(on, fields.operand) } : {};
    return {
      kind: "case",
      ...operand,
      whens,
      ...(fields.else_ ? { otherwise: convertExpression(on, fields.else_) } : {}),
    };
  },
  cast: (on, fields) => {
    onlyFields(fields, "CAST", "this", "to");
    return { kind: "cast", of: convertExpression(on, fields.this), type: typeName(on.profile, rawObject(fields.to)) };
  },
  json_extract: arrow("->"),
  json_extract_scalar: arrow("->>"),
  function: call,
  combined_parameterized_agg: (on, fields) => {
    onlyFields(fields, "An aggregate with parameters", "this", "expressions", "params");
    const parameters = expressions(on, fields.params);
    if (!parameters.every((part) => part.kind === "number")) throw constructNotAllowed("A parameter that is no number");
    const { name } = rawObject(rawObject(fields.this).identifier);
    const inner = call(on, { name: rawText(name), args: fields.expressions });
    return inner.kind === "call" ? { ...inner, parameters } : inner;
  },
  window_function: (on, fields) => {
    onlyFields(fields, "A window function", "this", "over");
    const over = rawObject(fields.over);
    const inner = convertExpression(on, fields.this);
    const alone = over.window_name && !rawList(over.partition_by).length && !rawList(over.order_by).length;
    if (inner.kind === "call" && !windowable(on.profile, inner.name))
      throw on.locate(functionNotAllowed(inner.name), inner.at);
    return {
      kind: "window",
      call: inner,
      over: alone && !over.frame ? nameOf(on, over.window_name).value : windowFrame(on, over),
    };
  },
  exists: (on, fields) => {
    onlyFields(fields, "EXISTS", "this");
    return { kind: "exists", query: on.query(fields.this) };
  },
  subquery: (on, fields) => {
    onlyFields(fields, "A subquery", "this");
    return { kind: "scalar", query: on.query(fields.this) };
  },
  any: quantified("ANY"),
  all: quantified("ALL"),
  interval: (on, fields) => {
    onlyFields(fields, "INTERVAL", "this", "unit");
    const unit = rawObject(fields.unit);
    onlyFields(unit, "INTERVAL", "type", "unit");
    if (unit.type !== "simple") throw constructNotAllowed("This unit of time");
    const value = rawObject(rawObject(fields.this).literal);
    // The parser turns a number into text here, and knows no difference any more.
    const number = value.literal_type === "string" && /^[0-9.]+$/.test(rawText(value.value));
    const of: Expression = number ? { kind: "number", text: rawText(value.value) } : convertExpression(on, fields.this);
    return { kind: "interval", of, unit: rawText(unit.unit).toUpperCase() };
  },
  extract: (on, fields) => {
    onlyFields(fields, "EXTRACT", "this", "field");
    const unit = rawText(fields.field).toUpperCase();
    if (!on.profile.units.has(unit)) throw constructNotAllowed("This unit of time");
    return { kind: "extract", unit, of: convertExpression(on, fields.this) };
  },
  trim: (on, fields) => {
    onlyFields(fields, "TRIM", "this", "characters", "position", "sql_standard_syntax", "position_explicit");
    if (fields.sql_standard_syntax !== true) throw notVerified();
    return {
      kind: "trim",
      side: fields.position_explicit === true ? rawText(fields.position).toUpperCase() : "",
      ...(fields.characters ? { characters: convertExpression(on, fields.characters) } : {}),
      of: convertExpression(on, fields.this),
    };
  },
  substring: (on, fields) => {
    onlyFields(fields, "SUBSTRING", "this", "start", "length", "from_for_syntax");
    if (fields.from_for_syntax !== true) throw notVerified();
    return {
      kind: "substring",
      of: convertExpression(on, fields.this),
      start: convertExpression(on, fields.start),
      ...(fields.length ? { length: convertExpression(on, fields.length) } : {}),
    };
  },
  group_concat: (on, fields) => {
    onlyFields(fields, "GROUP_CONCAT", "this", "separator", "order_by", "distinct");
    // Names are numbered, so this one is the parser's own, around several arguments.
    const several = rawObject(rawObject(fields.this).function);
    return {
      kind: "groupConcat",
      args: several.name === "CONCAT" ? expressions(on, several.args) : [convertExpression(on, fields.this)],
      distinct: fields.distinct === true,
      orders: orders(on, fields.order_by),
      ...(fields.separator ? { separator: convertExpression(on, fields.separator) } : {}),
    };
  },
  collation: (on, fields) => {
    onlyFields(fields, "COLLATE", "this", "collation");
    const name = lexemeOf(on, rawText(fields.collation)).value;
    if (!on.profile.isCollation(name)) throw constructNotAllowed(`Collation "${name}"`);
    return { kind: "collate", of: convertExpression(on, fields.this), name };
  },
};

function expressions(on: Conversion, raw: Raw): Expression[] {
  return rawList(raw).map((item) => convertExpression(on, item));
}

/** The lexeme behind a numbered name or string. */
export function lexemeOf(on: Conversion, standIn: string): Lexeme {
  const found = on.lexemes[Number(/^[ns](\d+)$/.exec(standIn)?.[1] ?? -1)];
  if (found === undefined) throw notVerified();
  return found;
}

export function nameOf(on: Conversion, raw: Raw): Lexeme {
  const fields = rawObject(raw);
  onlyFields(fields, "This name", "name", "quoted");
  const lexeme = lexemeOf(on, rawText(fields.name));
  if (lexeme.kind === "string")
    throw on.locate(new SqlRefusal("sql_syntax_error", "A string stands where a name must"), lexeme.start);
  return lexeme;
}

function literal(on: Conversion, fields: RawObject): Expression {
  onlyFields(fields, "This constant", "literal_type", "value");
  const value = rawText(fields.value);
  if (fields.literal_type === "number") return { kind: "number", text: value };
  if (fields.literal_type === "hex_string" && /^[0-9a-f]*$/i.test(value))
    return { kind: "number", text: `x'${value}'` };
  const { value: text, start, kind } = lexemeOf(on, value);
  if (kind !== "string") throw notVerified();
  const string: Expression = on.isPlaceholder(text)
    ? { kind: "placeholder", standIn: text, at: start }
    : { kind: "string", value: text };
  if (fields.literal_type === "string") return string;
  const type = { date: "DATE", time: "TIME", timestamp: "TIMESTAMP" }[rawText(fields.literal_type)];
  if (type === undefined || string.kind !== "string") throw constructNotAllowed("This constant");
  return { kind: "dated", type, value: string };
}

/** `column -> '$.path'`; the functions of that name come as calls. */
function arrow(op: string): Convert {
  return (on, fields) => {
    onlyFields(fields, op, "this", "path", "arrow_syntax");
    return { kind: "binary", op, left: convertExpression(on, fields.this), right: convertExpression(on, fields.path) };
  };
}

function unary(op: "-" | "~"): Convert {
  return (on, fields) => {
    onlyFields(fields, op, "this");
    return { kind: "unary", op, of: convertExpression(on, fields.this) };
  };
}

function is(what: string): Convert {
  return (on, fields) => {
    onlyFields(fields, `IS ${what}`, "this", "not");
    return { kind: "is", what, negated: fields.not === true, of: convertExpression(on, fields.this) };
  };
}

function convertIn(on: Conversion, fields: RawObject): Expression {
  onlyFields(fields, "IN", "this", "expressions", "query", "not", "global");
  const of = convertExpression(on, fields.this);
  const negated = fields.not === true;
  const global = fields.global === true ? { global: true } : {};
  if (fields.query) return { kind: "inQuery", negated, of, query: on.query(fields.query), ...global };
  return { kind: "in", negated, of, list: expressions(on, fields.expressions), at: -1, ...global };
}

function quantified(word: "ANY" | "ALL"): Convert {
  return (on, fields) => {
    onlyFields(fields, word, "this", "subquery", "op");
    const [tag, inner] = tagged(fields.subquery);
    const op = comparisons[rawText(fields.op)];
    if (tag !== "subquery" || op === undefined) throw constructNotAllowed(`This ${word}`);
    onlyFields(inner, word, "this");
    return { kind: "quantified", op, word, left: convertExpression(on, fields.this), query: on.query(inner.this) };
  };
}

function call(on: Conversion, fields: RawObject): Expression {
  onlyFields(fields, "A function", "name", "args", "distinct", "no_parens");
  const written = rawText(fields.name);
  if (fields.no_parens === true) {
    const text = written.toUpperCase();
    if (!on.profile.valueWords.has(text)) throw functionNotAllowed(written);
    return { kind: "word", text };
  }
  if (!/^n\d+$/.test(written)) throw functionNotAllowed(written);
  const { value: name, start } = lexemeOf(on, written);
  if (!isAllowedCall(on.profile, name)) throw on.locate(functionNotAllowed(name), start);
  const args = expressions(on, fields.args);
  const [unit] = args;
  if (on.profile.unitFunctions.has(name.toLowerCase())) {
    const text = unit?.kind === "column" && unit.path.length === 1 ? (unit.path[0] ?? "").toUpperCase() : "";
    if (!on.profile.units.has(text)) throw constructNotAllowed("This unit of time");
    args[0] = { kind: "word", text };
  }
  return { kind: "call", name, args, distinct: fields.distinct === true, at: start };
}

function isAllowedCall(profile: PolyglotProfile, name: string): boolean {
  return profile.isScalarFunction(name) || windowable(profile, name);
}

function windowable(profile: PolyglotProfile, name: string): boolean {
  return profile.isAggregateFunction(name) || profile.isWindowFunction(name);
}

const typeWords: Readonly<Record<string, string>> = { double: "DOUBLE", var_char: "VARCHAR", text: "STRING" };

/** The type in the server's spelling; what it may be was looked at word by word before. */
function typeName(profile: PolyglotProfile, to: RawObject): string {
  const { data_type: base, length, precision, scale, name, integer_spelling: inFull, ...rest } = to;
  onlyFields(rest, "CAST");
  const short = base === "custom" ? rawText(name) : (typeWords[rawText(base)] ?? rawText(base));
  const word = inFull === true ? "INTEGER" : short;
  const [, plain = "", digits = ""] = /^([A-Z0-9_]+)(\(\d+\))?$/i.exec(word) ?? [];
  const spelled = profile.castTypes[plain.toUpperCase()];
  if (spelled === undefined) throw constructNotAllowed("This type");
  const numbers = [length, precision, scale].filter((part) => typeof part === "number");
  return numbers.length > 0 ? `${spelled}(${numbers.join(", ")})` : spelled + digits;
}

export function orders(on: Conversion, raw: Raw): Order[] {
  return rawList(raw).map((item) => {
    const fields = rawObject(item);
    onlyFields(fields, "ORDER BY", "this", "desc", "nulls_first", "explicit_asc");
    const nulls = typeof fields.nulls_first === "boolean" ? (fields.nulls_first ? "FIRST" : "LAST") : undefined;
    return {
      of: convertExpression(on, fields.this),
      descending: fields.desc === true,
      ...(nulls === undefined ? {} : { nulls }),
    };
  });
}

export function windowFrame(on: Conversion, fields: RawObject): WindowFrame {
  onlyFields(fields, "A window", "partition_by", "order_by", "frame");
  const frame = fields.frame ? { frame: frameText(rawObject(fields.frame)) } : {};
  return { partitions: expressions(on, fields.partition_by), orders: orders(on, fields.order_by), ...frame };
}

function frameText(fields: RawObject): string {
  onlyFields(fields, "A frame", "kind", "start", "end", "kind_text", "start_side_text", "end_side_text");
  const kind = rawText(fields.kind).toUpperCase();
  if (kind !== "ROWS" && kind !== "RANGE") throw constructNotAllowed("This frame");
  const start = frameBound(fields.start);
  return fields.end ? `${kind} BETWEEN ${start} AND ${frameBound(fields.end)}` : `${kind} ${start}`;
}

const frameBounds: Readonly<Record<string, string>> = {
  UnboundedPreceding: "UNBOUNDED PRECEDING",
  UnboundedFollowing: "UNBOUNDED FOLLOWING",
  CurrentRow: "CURRENT ROW",
};

function frameBound(raw: Raw): string {
  const fixed = frameBounds[rawText(raw)];
  if (fixed !== undefined) return fixed;
  const [side] = Object.keys(rawObject(raw));
  const value = rawObject(rawObject(rawObject(raw)[side ?? ""]).literal);
  const ok = (side === "Preceding" || side === "Following") && value.literal_type === "number";
  if (!ok) throw constructNotAllowed("A frame whose ends are no plain numbers");
  return `${rawText(value.value)} ${side.toUpperCase()}`;
}
