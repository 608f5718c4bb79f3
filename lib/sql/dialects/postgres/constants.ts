import type { TreeObject } from "@/lib/sql/dialects/postgres/tree";
import type { TypedConstant } from "@/lib/sql/placeholder-values";

/** The constant as PostgreSQL's own parser would have made it, so that printing and parsing again changes nothing. */
export function constantNode(constant: TypedConstant): TreeObject {
  if (constant.kind === "string") return { A_Const: { sval: { sval: constant.value } } };
  if (constant.kind === "boolean") return booleanNode(constant.value);
  const small = /^-?\d+$/.test(constant.text) && Math.abs(Number(constant.text)) <= 2_147_483_647;
  return small ? integerNode(Number(constant.text)) : { A_Const: { fval: { fval: constant.text } } };
}

export function integerNode(value: number): TreeObject {
  return { A_Const: { ival: value === 0 ? {} : { ival: value } } };
}

export function booleanNode(value: boolean): TreeObject {
  return { A_Const: { boolval: value ? { boolval: true } : {} } };
}
