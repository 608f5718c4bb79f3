import { unwritableAt } from "@/lib/sql/limits";
import type { ContextValue, PlaceholderValues, ScalarValue } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** A policy value on its way into the tree: each dialect has one node for each kind. */
export type TypedConstant =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean };

/** What a value is compared with, as far as its form depends on it; a flag is a small number used for a truth value. */
export type ConstantTarget = "text" | "number" | "boolean" | "flag" | "other" | "unknown";

const textTypes = /^(?:text|character varying|varchar|character|char|bpchar|citext|name|string)$/;
const numberTypes =
  /^(?:u?(?:tiny|small|big|huge)int|u?integer|int[248]?|numeric|decimal|real|double precision|double|float[48]?|money)$/;

/** Text that may stand for a number. */
export const numberText = /^-?(?:0|[1-9]\d{0,37})(?:\.\d{1,38})?(?:e[+-]?\d{1,3})?$/;

/** How values must look beside a column of this type, in the engine's own spelling. */
export function constantTarget(columnType: string): ConstantTarget {
  const type = columnType
    .toLowerCase()
    .replace(/\s*\([^)]*\)/g, "")
    .trim();
  if (textTypes.test(type)) return "text";
  if (numberTypes.test(type)) return "number";
  return type === "boolean" || type === "bool" ? "boolean" : "other";
}

/**
 * The value of a placeholder; a name that is absent refuses, an inherited property is absent.
 *
 * @throws SqlRefusal `sql_parameter_missing`
 */
export function requireValue(values: PlaceholderValues, name: string): ContextValue {
  const found = Object.hasOwn(values, name) ? values[name] : undefined;
  if (found === undefined || found.value === null || found.value === undefined) throw missing(name);
  return found;
}

/** The scalars of a value; a scalar is a list of one. */
export function valueList(value: ContextValue["value"], name: string): readonly Exclude<ScalarValue, null>[] {
  const list: readonly ScalarValue[] = Array.isArray(value) ? value : [value as ScalarValue];
  return list.map((item) => {
    if (item === null || item === undefined) throw missing(name);
    return item;
  });
}

/**
 * The constant for one scalar, shaped for what it is compared with: beside a text column a number becomes its digits,
 * because `text = 5` makes some engines convert the column instead, row by row.
 *
 * @throws SqlRefusal `sql_parameter_invalid` when the value cannot be of that type
 */
export function typedConstant(
  value: Exclude<ScalarValue, null>,
  target: ConstantTarget,
  quoted: boolean,
  name: string,
): TypedConstant {
  if (typeof value === "number" && !Number.isFinite(value)) throw invalid(name, "a finite number");
  if (typeof value === "string" && unwritableAt(value) >= 0) throw invalid(name, "text without NUL characters");
  if (target === "number") return numberConstant(value, name);
  if (target === "boolean") return booleanConstant(value, name);
  if (target === "flag") return flagConstant(value, name);
  if (target === "text" || target === "other" || quoted) return { kind: "string", value: scalarText(value) };
  if (typeof value === "number") return { kind: "number", text: scalarText(value) };
  return typeof value === "boolean" ? { kind: "boolean", value } : { kind: "string", value };
}

/** What a placeholder asks for, and how a refusal of its value is told where it stands. */
interface Asked {
  readonly name: string;
  readonly quoted: boolean;
}
type LocateHere = (refusal: SqlRefusal) => SqlRefusal;

/**
 * The constants that stand in a list in a placeholder's place; none for an empty list.
 *
 * @throws SqlRefusal `sql_parameter_missing`, `sql_parameter_invalid`, located
 */
export function listConstants(
  values: PlaceholderValues,
  { name, quoted }: Asked,
  target: ConstantTarget,
  locate: LocateHere,
): TypedConstant[] {
  return locating(locate, () =>
    valueList(requireValue(values, name).value, name).map((value) => typedConstant(value, target, quoted, name)),
  );
}

/** The same for a place that holds one value. */
export function scalarConstant(
  values: PlaceholderValues,
  { name, quoted }: Asked,
  target: ConstantTarget,
  locate: LocateHere,
): TypedConstant {
  return locating(locate, () => {
    const { value } = requireValue(values, name);
    const [single] = Array.isArray(value) ? [] : valueList(value, name);
    if (single === undefined) throw listNotAllowed(name);
    return typedConstant(single, target, quoted, name);
  });
}

function locating<T>(locate: LocateHere, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof SqlRefusal ? locate(error) : error;
  }
}

/** A value's own text; a number in its shortest digits. */
export function scalarText(value: Exclude<ScalarValue, null>): string {
  if (typeof value !== "number") return String(value);
  return Object.is(value, -0) ? "0" : String(value);
}

function numberConstant(value: Exclude<ScalarValue, null>, name: string): TypedConstant {
  const text = scalarText(value);
  if (typeof value === "boolean" || !numberText.test(text)) {
    throw invalid(name, "a number");
  }
  return { kind: "number", text };
}

function booleanConstant(value: Exclude<ScalarValue, null>, name: string): TypedConstant {
  if (value === true || value === "true") return { kind: "boolean", value: true };
  if (value === false || value === "false") return { kind: "boolean", value: false };
  throw invalid(name, "true or false");
}

/** Never text: MySQL reads any text beside a number as that number or as 0, which is a row's value like another. */
function flagConstant(value: Exclude<ScalarValue, null>, name: string): TypedConstant {
  const text = scalarText(value);
  if (text === "true" || text === "false") return { kind: "boolean", value: text === "true" };
  if (!numberText.test(text)) throw invalid(name, "a number, true or false");
  return { kind: "number", text };
}

function missing(name: string): SqlRefusal {
  return new SqlRefusal("sql_parameter_missing", `Parameter "${name}" has no value`);
}

function invalid(name: string, expected: string): SqlRefusal {
  return new SqlRefusal("sql_parameter_invalid", `Parameter "${name}" must be ${expected} here`);
}

function listNotAllowed(name: string): SqlRefusal {
  return new SqlRefusal("sql_parameter_invalid", `Parameter "${name}" is a list; write IN {{ ${name} }}`);
}

export function emptyListNotAllowed(name: string): SqlRefusal {
  return new SqlRefusal("sql_parameter_invalid", `Parameter "${name}" is an empty list, which cannot be used here`);
}
