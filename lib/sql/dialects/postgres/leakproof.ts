import { aggregateFunctions, windowFunctions } from "@/lib/sql/dialects/postgres/allowed-names";
import { functionName } from "@/lib/sql/dialects/postgres/check-tree";
import {
  fieldsOf,
  isObject,
  kindOf,
  listOf,
  objectOf,
  type TreeObject,
  type TreeValue,
  textOf,
} from "@/lib/sql/dialects/postgres/tree";
import { computedType } from "@/lib/sql/name-scope";

/** Catalog type of a column reference that means a table's own, unmasked column, or that it is computed. */
export type ColumnTypes = WeakMap<TreeObject, string>;

/** Comparisons whose functions PostgreSQL marks leakproof between two values of one family (`leakproof.test.ts` asks a server). */
export const leakproofOperators: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);

/** Families of types, by the spelling of the catalog; `numeric` is missing because its comparisons are not leakproof. */
export const leakproofFamilies: Readonly<Record<string, string>> = {
  smallint: "integer",
  integer: "integer",
  bigint: "integer",
  int2: "integer",
  int4: "integer",
  int8: "integer",
  real: "float",
  "double precision": "float",
  float4: "float",
  float8: "float",
  text: "text",
  varchar: "text",
  "character varying": "text",
  date: "date",
  timestamp: "timestamp",
  "timestamp without time zone": "timestamp",
  timestamptz: "timestamptz",
  "timestamp with time zone": "timestamptz",
  boolean: "boolean",
  bool: "boolean",
  uuid: "uuid",
};

function familyOfType(type: string): string | undefined {
  const plain = type.toLowerCase().replace(/\s*\(\d+\)/g, "");
  return Object.hasOwn(leakproofFamilies, plain) ? leakproofFamilies[plain] : undefined;
}

/**
 * Whether PostgreSQL may run this condition on rows that the policy hides without anything of them showing: no part of
 * it can fail or report depending on a row. Only then may the derived table go without its fence.
 */
export function isLeakproof(node: TreeValue, types: ColumnTypes): boolean {
  const kind = kindOf(node);
  const fields = objectOf(objectOf(node)[kind]);
  if (kind === "A_Const") return true;
  if (kind === "ColumnRef") return types.get(fields) !== computedType;
  if (kind === "BoolExpr") return listOf(fields.args).every((arg) => isLeakproof(arg, types));
  if (kind === "NullTest" || kind === "BooleanTest") return isLeakproof(fields.arg, types);
  if (kind === "SubLink") return fields.subLinkType === "EXISTS_SUBLINK";
  if (kind === "TypeCast") return fieldsOf(fields.arg, "A_Const") !== undefined;
  return kind === "A_Expr" && isLeakproofComparison(fields, types);
}

function isLeakproofComparison(fields: TreeObject, types: ColumnTypes): boolean {
  const kind = fields.kind;
  const ranged = kind === "AEXPR_IN" || kind === "AEXPR_BETWEEN" || kind === "AEXPR_NOT_BETWEEN";
  if (!ranged && kind !== "AEXPR_OP" && kind !== "AEXPR_DISTINCT" && kind !== "AEXPR_NOT_DISTINCT") return false;
  if (kind === "AEXPR_OP" && !leakproofOperators.has(textOf(listOf(fields.name)[0]))) return false;
  const right = ranged ? listOf(fieldsOf(fields.rexpr, "List")?.items) : [fields.rexpr];
  return fields.lexpr !== undefined && right.every((item) => haveOneFamily(fields.lexpr, item, types));
}

function haveOneFamily(left: TreeValue, right: TreeValue, types: ColumnTypes): boolean {
  const a = familyOf(left, types);
  const b = familyOf(right, types);
  if (a === undefined || b === undefined) return false;
  if (a === b || a === "any" || b === "any") return true;
  return (
    (a === "float" && b === "integer constant") ||
    (b === "float" && a === "integer constant") ||
    (a === "integer" && b === "integer constant") ||
    (b === "integer" && a === "integer constant") ||
    (a === "float" && b === "decimal constant") ||
    (b === "float" && a === "decimal constant")
  );
}

function familyOf(node: TreeValue, types: ColumnTypes): string | undefined {
  const column = fieldsOf(node, "ColumnRef");
  if (column !== undefined) {
    const type = types.get(column);
    return type === undefined ? undefined : familyOfType(type);
  }
  const cast = fieldsOf(node, "TypeCast");
  if (cast !== undefined) {
    const plain = objectOf(cast.typeName);
    const simple =
      plain.arrayBounds === undefined && plain.typmods === undefined && fieldsOf(cast.arg, "A_Const") !== undefined;
    return simple ? familyOfType(textOf(listOf(plain.names).at(-1))) : undefined;
  }
  const constant = fieldsOf(node, "A_Const");
  if (constant === undefined) return undefined;
  if (constant.ival !== undefined) return "integer constant";
  if (constant.fval !== undefined) return "decimal constant";
  return constant.boolval !== undefined ? "boolean" : "any";
}

/** Whether an aggregate or window call stands in it: such an expression is computed after the policy's rows are chosen. */
export function containsAggregate(value: TreeValue): boolean {
  if (Array.isArray(value)) return value.some(containsAggregate);
  if (!isObject(value)) return false;
  if (value.SubLink !== undefined) return false;
  if (value.JsonObjectAgg !== undefined || value.JsonArrayAgg !== undefined) return true;
  const call = fieldsOf(value, "FuncCall");
  const name = call && functionName(call);
  if (name !== undefined && (aggregateFunctions.has(name) || windowFunctions.has(name))) return true;
  return Object.values(value).some(containsAggregate);
}
