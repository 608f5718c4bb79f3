/** What the guard accepts of PostgreSQL's tree: node kinds, their fields, and what each field may hold. */

export type FieldRule =
  | "flag"
  | "integer"
  | "text"
  /** A position in the text, or anything else without meaning. */
  | "position"
  | { readonly values: readonly string[] }
  | { readonly node: readonly string[] }
  | { readonly list: readonly string[] }
  /** A message without the wrapper that names its kind. */
  | { readonly inline: string };

const expressions = [
  "ColumnRef",
  "A_Const",
  "A_Expr",
  "BoolExpr",
  "FuncCall",
  "TypeCast",
  "CaseExpr",
  "CoalesceExpr",
  "MinMaxExpr",
  "NullTest",
  "BooleanTest",
  "SubLink",
  "A_ArrayExpr",
  "A_Indirection",
  "RowExpr",
  "SQLValueFunction",
  "GroupingFunc",
  "CollateClause",
] as const;

const expression: FieldRule = { node: expressions };
const expressionList: FieldRule = { list: expressions };
const names: FieldRule = { list: ["String"] };
const select: FieldRule = { node: ["SelectStmt"] };
const fromItems = ["RangeVar", "RangeSubselect", "RangeFunction", "JoinExpr", "RangeTableSample"] as const;
const position = "position";

/** Kinds that are not here, and fields that are not here, refuse. */
export const grammar: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
  SelectStmt: {
    distinctClause: { list: [...expressions, ""] },
    targetList: { list: ["ResTarget"] },
    fromClause: { list: fromItems },
    whereClause: expression,
    groupClause: { list: [...expressions, "GroupingSet"] },
    havingClause: expression,
    windowClause: { list: ["WindowDef"] },
    valuesLists: { list: ["List"] },
    sortClause: { list: ["SortBy"] },
    limitOffset: expression,
    limitCount: expression,
    limitOption: { values: ["LIMIT_OPTION_DEFAULT", "LIMIT_OPTION_COUNT", "LIMIT_OPTION_WITH_TIES"] },
    withClause: { inline: "WithClause" },
    op: { values: ["SETOP_NONE", "SETOP_UNION", "SETOP_INTERSECT", "SETOP_EXCEPT"] },
    all: "flag",
    larg: { inline: "SelectStmt" },
    rarg: { inline: "SelectStmt" },
  },
  WithClause: { ctes: { list: ["CommonTableExpr"] }, recursive: "flag", location: position },
  CommonTableExpr: {
    ctename: "text",
    aliascolnames: names,
    ctematerialized: { values: ["CTEMaterializeDefault", "CTEMaterializeAlways", "CTEMaterializeNever"] },
    ctequery: select,
    location: position,
  },
  ResTarget: { name: "text", val: expression, location: position },
  RangeVar: {
    schemaname: "text",
    relname: "text",
    inh: "flag",
    relpersistence: { values: ["p"] },
    alias: { inline: "Alias" },
    location: position,
  },
  Alias: { aliasname: "text", colnames: names },
  RangeSubselect: { lateral: "flag", subquery: select, alias: { inline: "Alias" } },
  RangeFunction: {
    lateral: "flag",
    ordinality: "flag",
    functions: { list: ["List"] },
    alias: { inline: "Alias" },
  },
  RangeTableSample: {
    relation: { node: ["RangeVar"] },
    method: names,
    args: expressionList,
    repeatable: expression,
    location: position,
  },
  JoinExpr: {
    jointype: { values: ["JOIN_INNER", "JOIN_LEFT", "JOIN_FULL", "JOIN_RIGHT"] },
    isNatural: "flag",
    larg: { node: fromItems },
    rarg: { node: fromItems },
    usingClause: names,
    quals: expression,
    alias: { inline: "Alias" },
  },
  SortBy: {
    node: expression,
    sortby_dir: { values: ["SORTBY_DEFAULT", "SORTBY_ASC", "SORTBY_DESC"] },
    sortby_nulls: { values: ["SORTBY_NULLS_DEFAULT", "SORTBY_NULLS_FIRST", "SORTBY_NULLS_LAST"] },
    location: position,
  },
  GroupingSet: {
    kind: {
      values: [
        "GROUPING_SET_EMPTY",
        "GROUPING_SET_SIMPLE",
        "GROUPING_SET_ROLLUP",
        "GROUPING_SET_CUBE",
        "GROUPING_SET_SETS",
      ],
    },
    content: { list: [...expressions, "GroupingSet"] },
    location: position,
  },
  WindowDef: {
    name: "text",
    refname: "text",
    partitionClause: expressionList,
    orderClause: { list: ["SortBy"] },
    frameOptions: "integer",
    startOffset: expression,
    endOffset: expression,
    location: position,
  },
  ColumnRef: { fields: { list: ["String", "A_Star"] }, location: position },
  A_Star: {},
  String: { sval: "text" },
  A_Const: {
    ival: { inline: "Integer" },
    fval: { inline: "Float" },
    sval: { inline: "String" },
    boolval: { inline: "Boolean" },
    isnull: "flag",
    location: position,
  },
  Integer: { ival: "integer" },
  Float: { fval: "text" },
  Boolean: { boolval: "flag" },
  A_Expr: {
    kind: {
      values: [
        "AEXPR_OP",
        "AEXPR_OP_ANY",
        "AEXPR_OP_ALL",
        "AEXPR_DISTINCT",
        "AEXPR_NOT_DISTINCT",
        "AEXPR_NULLIF",
        "AEXPR_IN",
        "AEXPR_LIKE",
        "AEXPR_ILIKE",
        "AEXPR_SIMILAR",
        "AEXPR_BETWEEN",
        "AEXPR_NOT_BETWEEN",
        "AEXPR_BETWEEN_SYM",
        "AEXPR_NOT_BETWEEN_SYM",
      ],
    },
    name: names,
    lexpr: { node: [...expressions, "List"] },
    rexpr: { node: [...expressions, "List"] },
    rexpr_list_start: position,
    rexpr_list_end: position,
    location: position,
  },
  List: { items: { list: [...expressions, ""] } },
  BoolExpr: { boolop: { values: ["AND_EXPR", "OR_EXPR", "NOT_EXPR"] }, args: expressionList, location: position },
  FuncCall: {
    funcname: names,
    args: { list: [...expressions, "NamedArgExpr"] },
    agg_order: { list: ["SortBy"] },
    agg_filter: expression,
    over: { inline: "WindowDef" },
    agg_within_group: "flag",
    agg_star: "flag",
    agg_distinct: "flag",
    funcformat: { values: ["COERCE_EXPLICIT_CALL", "COERCE_SQL_SYNTAX"] },
    location: position,
  },
  NamedArgExpr: { name: "text", arg: expression, argnumber: "integer", location: position },
  TypeCast: { arg: expression, typeName: { inline: "TypeName" }, location: position },
  TypeName: {
    names,
    typmods: { list: ["A_Const"] },
    typemod: "integer",
    arrayBounds: { list: ["Integer"] },
    location: position,
  },
  CaseExpr: { arg: expression, args: { list: ["CaseWhen"] }, defresult: expression, location: position },
  CaseWhen: { expr: expression, result: expression, location: position },
  CoalesceExpr: { args: expressionList, location: position },
  MinMaxExpr: { op: { values: ["IS_GREATEST", "IS_LEAST"] }, args: expressionList, location: position },
  NullTest: { arg: expression, nulltesttype: { values: ["IS_NULL", "IS_NOT_NULL"] }, location: position },
  BooleanTest: {
    arg: expression,
    booltesttype: { values: ["IS_TRUE", "IS_NOT_TRUE", "IS_FALSE", "IS_NOT_FALSE", "IS_UNKNOWN", "IS_NOT_UNKNOWN"] },
    location: position,
  },
  SubLink: {
    subLinkType: { values: ["EXISTS_SUBLINK", "ALL_SUBLINK", "ANY_SUBLINK", "EXPR_SUBLINK", "ARRAY_SUBLINK"] },
    testexpr: expression,
    operName: names,
    subselect: select,
    location: position,
  },
  A_ArrayExpr: { elements: expressionList, location: position, list_start: position, list_end: position },
  A_Indirection: { arg: expression, indirection: { list: ["A_Indices"] } },
  A_Indices: { is_slice: "flag", lidx: expression, uidx: expression },
  RowExpr: {
    args: expressionList,
    row_format: { values: ["COERCE_EXPLICIT_CALL", "COERCE_IMPLICIT_CAST"] },
    location: position,
  },
  SQLValueFunction: {
    op: {
      values: [
        "SVFOP_CURRENT_DATE",
        "SVFOP_CURRENT_TIME",
        "SVFOP_CURRENT_TIME_N",
        "SVFOP_CURRENT_TIMESTAMP",
        "SVFOP_CURRENT_TIMESTAMP_N",
        "SVFOP_LOCALTIME",
        "SVFOP_LOCALTIME_N",
        "SVFOP_LOCALTIMESTAMP",
        "SVFOP_LOCALTIMESTAMP_N",
      ],
    },
    typmod: "integer",
    location: position,
  },
  GroupingFunc: { args: expressionList, location: position },
  CollateClause: { arg: expression, collname: names, location: position },
};

/** Kinds in words of SQL, for messages; the rest is named by its kind. */
export const constructNames: Readonly<Record<string, string>> = {
  ParamRef: "A driver parameter such as $1",
  IntoClause: "SELECT INTO",
  intoClause: "SELECT INTO",
  lockingClause: "FOR UPDATE or FOR SHARE",
  RangeTableFunc: "XMLTABLE",
  JsonTable: "JSON_TABLE",
  XmlExpr: "An XML expression",
  XmlSerialize: "XMLSERIALIZE",
  CurrentOfExpr: "CURRENT OF",
  SetToDefault: "DEFAULT",
  MultiAssignRef: "Assignment",
  String: "A field after a parenthesised expression",
  A_Star: "A star here",
  catalogname: "A database name before a table",
  search_clause: "SEARCH",
  cycle_clause: "CYCLE",
  groupDistinct: "GROUP BY DISTINCT",
  func_variadic: "VARIADIC",
  is_rowsfrom: "ROWS FROM",
  coldeflist: "A column definition list",
  setof: "SETOF",
  pct_type: "%TYPE",
  JsonObjectConstructor: "JSON_OBJECT",
  JsonArrayConstructor: "JSON_ARRAY",
};
