/** What the guard accepts of DuckDB's tree. A class, type or field that is not here refuses. */

export type FieldRule =
  | "text"
  | "flag"
  | "number"
  /** Positions in the text. */
  | "position"
  | "texts"
  | "expression"
  | "expressions"
  | "orders"
  | "query"
  | "node"
  | "reference"
  | "type"
  | { readonly values: readonly string[] }
  | { readonly shape: string }
  | { readonly shapes: string };

type Shape = Readonly<Record<string, FieldRule>>;

const modifiers: FieldRule = { shapes: "MODIFIER" };
const commonTables: FieldRule = { shape: "CTE_MAP" };

export const queryNodes: Readonly<Record<string, Shape>> = {
  SELECT_NODE: {
    type: "text",
    modifiers,
    cte_map: commonTables,
    select_list: "expressions",
    from_table: "reference",
    where_clause: "expression",
    group_expressions: "expressions",
    group_sets: { shape: "GROUP_SETS" },
    aggregate_handling: { values: ["STANDARD_HANDLING", "FORCE_AGGREGATES"] },
    having: "expression",
    sample: { shape: "SAMPLE" },
    qualify: "expression",
  },
  SET_OPERATION_NODE: {
    type: "text",
    modifiers,
    cte_map: commonTables,
    setop_type: { values: ["UNION", "EXCEPT", "INTERSECT", "UNION_BY_NAME"] },
    left: "node",
    right: "node",
    setop_all: "flag",
  },
  RECURSIVE_CTE_NODE: {
    type: "text",
    modifiers,
    cte_map: commonTables,
    cte_name: "text",
    union_all: "flag",
    left: "node",
    right: "node",
    aliases: "texts",
  },
};

export const tableReferences: Readonly<Record<string, Shape>> = {
  BASE_TABLE: {
    type: "text",
    alias: "text",
    sample: { shape: "SAMPLE" },
    query_location: "position",
    schema_name: "text",
    table_name: "text",
    catalog_name: "text",
    column_name_alias: "texts",
  },
  SUBQUERY: {
    type: "text",
    alias: "text",
    sample: { shape: "SAMPLE" },
    query_location: "position",
    subquery: "query",
    column_name_alias: "texts",
  },
  JOIN: {
    type: "text",
    alias: "text",
    query_location: "position",
    left: "reference",
    right: "reference",
    condition: "expression",
    join_type: { values: ["INNER", "LEFT", "RIGHT", "FULL", "OUTER", "SEMI", "ANTI"] },
    ref_type: { values: ["REGULAR", "CROSS", "NATURAL", "ASOF", "POSITIONAL"] },
    using_columns: "texts",
  },
  TABLE_FUNCTION: {
    type: "text",
    alias: "text",
    query_location: "position",
    function: "expression",
    column_name_alias: "texts",
    with_ordinality: { values: ["WITHOUT_ORDINALITY", "WITH_ORDINALITY"] },
  },
  EXPRESSION_LIST: {
    type: "text",
    alias: "text",
    query_location: "position",
    values: { shape: "VALUES" },
    column_name_alias: "texts",
  },
  EMPTY: { type: "text", query_location: "position" },
};

const base: Shape = { class: "text", type: "text", alias: "text", query_location: "position" };

export const expressions: Readonly<Record<string, Shape>> = {
  COLUMN_REF: { ...base, type: { values: ["COLUMN_REF"] }, column_names: "texts" },
  CONSTANT: { ...base, type: { values: ["VALUE_CONSTANT"] }, value: { shape: "VALUE" } },
  FUNCTION: {
    ...base,
    type: { values: ["FUNCTION"] },
    function_name: "text",
    schema: "text",
    children: "expressions",
    filter: "expression",
    order_bys: { shape: "ORDER_MODIFIER" },
    distinct: "flag",
    is_operator: "flag",
  },
  WINDOW: {
    ...base,
    type: {
      values: [
        "WINDOW_AGGREGATE",
        "WINDOW_ROW_NUMBER",
        "WINDOW_RANK",
        "WINDOW_RANK_DENSE",
        "WINDOW_PERCENT_RANK",
        "WINDOW_CUME_DIST",
        "WINDOW_NTILE",
        "WINDOW_LEAD",
        "WINDOW_LAG",
        "WINDOW_FIRST_VALUE",
        "WINDOW_LAST_VALUE",
        "WINDOW_NTH_VALUE",
        "WINDOW_FILL",
      ],
    },
    function_name: "text",
    schema: "text",
    children: "expressions",
    partitions: "expressions",
    orders: "orders",
    arg_orders: "orders",
    start: "text",
    end: "text",
    start_expr: "expression",
    end_expr: "expression",
    offset_expr: "expression",
    default_expr: "expression",
    ignore_nulls: "flag",
    filter_expr: "expression",
    exclude_clause: "text",
    distinct: "flag",
  },
  OPERATOR: {
    ...base,
    type: {
      values: [
        "COMPARE_IN",
        "COMPARE_NOT_IN",
        "OPERATOR_NOT",
        "OPERATOR_IS_NULL",
        "OPERATOR_IS_NOT_NULL",
        "OPERATOR_COALESCE",
        "OPERATOR_NULLIF",
        "OPERATOR_TRY",
        "ARRAY_EXTRACT",
        "ARRAY_SLICE",
        "ARRAY_CONSTRUCTOR",
        "STRUCT_EXTRACT",
        "GROUPING_FUNCTION",
        "OPERATOR_UNPACK",
      ],
    },
    children: "expressions",
  },
  COMPARISON: {
    ...base,
    type: {
      values: [
        "COMPARE_EQUAL",
        "COMPARE_NOTEQUAL",
        "COMPARE_LESSTHAN",
        "COMPARE_GREATERTHAN",
        "COMPARE_LESSTHANOREQUALTO",
        "COMPARE_GREATERTHANOREQUALTO",
        "COMPARE_DISTINCT_FROM",
        "COMPARE_NOT_DISTINCT_FROM",
      ],
    },
    left: "expression",
    right: "expression",
  },
  CONJUNCTION: { ...base, type: { values: ["CONJUNCTION_AND", "CONJUNCTION_OR"] }, children: "expressions" },
  BETWEEN: {
    ...base,
    type: { values: ["COMPARE_BETWEEN"] },
    input: "expression",
    lower: "expression",
    upper: "expression",
  },
  CASE: { ...base, type: { values: ["CASE_EXPR"] }, case_checks: { shapes: "CASE_CHECK" }, else_expr: "expression" },
  CAST: { ...base, type: { values: ["OPERATOR_CAST"] }, child: "expression", cast_type: "type", try_cast: "flag" },
  COLLATE: { ...base, type: { values: ["COLLATE"] }, child: "expression", collation: "text" },
  SUBQUERY: {
    ...base,
    type: { values: ["SUBQUERY"] },
    subquery_type: { values: ["SCALAR", "EXISTS", "NOT_EXISTS", "ANY"] },
    subquery: "query",
    child: "expression",
    comparison_type: "text",
  },
  STAR: {
    ...base,
    type: { values: ["STAR"] },
    relation_name: "text",
    exclude_list: "texts",
    qualified_exclude_list: { shapes: "QUALIFIED_NAME" },
    replace_list: { shapes: "REPLACEMENT" },
    rename_list: { shapes: "RENAMING" },
    columns: "flag",
    expr: "expression",
  },
  POSITIONAL_REFERENCE: { ...base, type: { values: ["POSITIONAL_REFERENCE"] }, index: "number" },
  LAMBDA: {
    ...base,
    type: { values: ["LAMBDA"] },
    lhs: "expression",
    expr: "expression",
    syntax_type: "text",
  },
};

export const shapes: Readonly<Record<string, Shape>> = {
  CTE_MAP: { map: { shapes: "CTE" } },
  CTE: { key: "text", value: { shape: "CTE_VALUE" } },
  CTE_VALUE: {
    aliases: "texts",
    query: "query",
    materialized: { values: ["CTE_MATERIALIZE_DEFAULT", "CTE_MATERIALIZE_ALWAYS", "CTE_MATERIALIZE_NEVER"] },
  },
  ORDER_MODIFIER: { type: { values: ["ORDER_MODIFIER"] }, orders: "orders" },
  LIMIT_MODIFIER: { type: { values: ["LIMIT_MODIFIER"] }, limit: "expression", offset: "expression" },
  LIMIT_PERCENT_MODIFIER: { type: { values: ["LIMIT_PERCENT_MODIFIER"] }, limit: "expression", offset: "expression" },
  DISTINCT_MODIFIER: { type: { values: ["DISTINCT_MODIFIER"] }, distinct_on_targets: "expressions" },
  ORDER: {
    type: { values: ["ORDER_DEFAULT", "ASCENDING", "DESCENDING"] },
    null_order: { values: ["ORDER_DEFAULT", "NULLS FIRST", "NULLS LAST"] },
    expression: "expression",
  },
  CASE_CHECK: { when_expr: "expression", then_expr: "expression" },
  REPLACEMENT: { key: "text", value: "expression" },
  RENAMING: { key: { shape: "QUALIFIED_NAME" }, value: "text" },
  QUALIFIED_NAME: { table: "text", column: "text" },
  SAMPLE: {
    sample_size: { shape: "VALUE" },
    is_percentage: "flag",
    method: { values: ["System", "Bernoulli", "Reservoir"] },
    seed: "number",
    repeatable: "flag",
  },
};
