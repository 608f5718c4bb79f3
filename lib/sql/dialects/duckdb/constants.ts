import { LosslessNumber } from "lossless-json";
import { numberNode, type TreeObject, textConstant } from "@/lib/sql/dialects/duckdb/tree";
import type { TypedConstant } from "@/lib/sql/placeholder-values";

/** The constant as DuckDB's own parser would have made it, so that printing and parsing again changes nothing. */
export function constantNode(constant: TypedConstant): TreeObject {
  if (constant.kind === "string") return textConstant(constant.value);
  if (constant.kind === "boolean") return booleanNode(constant.value);
  return numberConstant(constant.text);
}

export function booleanNode(value: boolean): TreeObject {
  return castNode(value ? "t" : "f", "BOOLEAN");
}

function numberConstant(text: string): TreeObject {
  if (/^-?\d{1,18}$/.test(text)) {
    const small = Math.abs(Number(text)) <= 2_147_483_647;
    return typed({ id: small ? "INTEGER" : "BIGINT" }, new LosslessNumber(text));
  }
  const [, sign = "", whole = "", decimals = ""] = /^(-?)(\d+)\.(\d+)$/.exec(text) ?? [];
  const digits = `${whole}${decimals}`.replace(/^0+(?=\d)/, "");
  const width = Math.max(whole.replace(/^0+/, "").length + decimals.length, decimals.length + 1);
  if (decimals === "" || width > 18) return castNode(text, "DOUBLE");
  const info = { type: "DECIMAL_TYPE_INFO", width: numberNode(width), scale: numberNode(decimals.length) };
  return typed({ id: "DECIMAL", type_info: info }, new LosslessNumber(digits === "0" ? "0" : sign + digits));
}

function typed(type: TreeObject, value: LosslessNumber): TreeObject {
  return { class: "CONSTANT", type: "VALUE_CONSTANT", value: { type, is_null: false, value } };
}

function castNode(text: string, type: string): TreeObject {
  return { class: "CAST", type: "OPERATOR_CAST", child: textConstant(text), cast_type: { id: type } };
}
