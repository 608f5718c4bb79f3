import { fieldsOf, kindOf, listOf, objectOf, type TreeValue, textOf } from "@/lib/sql/dialects/postgres/tree";

/** The name PostgreSQL gives an unnamed select-list expression; undefined where it would be `?column?`. */
export function outputName(node: TreeValue): string | undefined {
  return nameWithStrength(node)?.name;
}

interface FoundName {
  readonly name: string;
  readonly strong: boolean;
}

const strong = (name: string): FoundName | undefined => (name === "" ? undefined : { name, strong: true });
const weak = (name: string): FoundName => ({ name, strong: false });

function nameWithStrength(node: TreeValue): FoundName | undefined {
  const kind = kindOf(node);
  const fields = objectOf(objectOf(node)[kind]);
  switch (kind) {
    case "ColumnRef":
      return strong(textOf(listOf(fields.fields).at(-1)));
    case "FuncCall":
      return strong(textOf(listOf(fields.funcname).at(-1)));
    case "A_Indirection":
    case "CollateClause":
      return nameWithStrength(fields.arg);
    case "A_Expr":
      return fields.kind === "AEXPR_NULLIF" ? strong("nullif") : undefined;
    case "TypeCast": {
      const inner = nameWithStrength(fields.arg);
      return inner?.strong ? inner : weak(textOf(listOf(objectOf(fields.typeName).names).at(-1)));
    }
    case "CaseExpr": {
      const inner = nameWithStrength(fields.defresult);
      return inner?.strong ? inner : weak("case");
    }
    case "SubLink":
      return subLinkName(fields.subLinkType, fields.subselect);
    case "SQLValueFunction":
      return strong(
        String(fields.op)
          .replace(/^SVFOP_/, "")
          .replace(/_N$/, "")
          .toLowerCase(),
      );
    case "MinMaxExpr":
      return strong(fields.op === "IS_LEAST" ? "least" : "greatest");
    default:
      return strong(fixedNames[kind === "JsonFuncExpr" ? String(fields.op) : kind] ?? "");
  }
}

const fixedNames: Readonly<Record<string, string>> = {
  A_ArrayExpr: "array",
  RowExpr: "row",
  CoalesceExpr: "coalesce",
  GroupingFunc: "grouping",
  JsonObjectConstructor: "json_object",
  JsonArrayConstructor: "json_array",
  JsonObjectAgg: "json_objectagg",
  JsonArrayAgg: "json_arrayagg",
  JSON_EXISTS_OP: "json_exists",
  JSON_QUERY_OP: "json_query",
  JSON_VALUE_OP: "json_value",
  JsonParseExpr: "json",
  JsonScalarExpr: "json_scalar",
  JsonSerializeExpr: "json_serialize",
};

function subLinkName(type: TreeValue, subselect: TreeValue): FoundName | undefined {
  if (type === "EXISTS_SUBLINK") return strong("exists");
  if (type === "ARRAY_SUBLINK") return strong("array");
  if (type !== "EXPR_SUBLINK") return undefined;
  let select = objectOf(fieldsOf(subselect, "SelectStmt"));
  while (select.larg !== undefined) select = objectOf(select.larg);
  const first = fieldsOf(listOf(select.targetList)[0], "ResTarget");
  if (first === undefined) return undefined;
  return typeof first.name === "string" ? strong(first.name) : nameWithStrength(first.val);
}
