import { columnsId } from "@/lib/sql/plans/columns-id";
import { valueClass } from "@/lib/sql/plans/value-class";
import type {
  ContextValue,
  PlaceholderValues,
  RowFilter,
  RuleReference,
  ScalarValue,
  SecurityContext,
  TableAccess,
} from "@/lib/sql/security-context";

/** A context without its values: what a plan is kept under, and the values by the numbers of their slots. */
export interface ContextShape {
  /** Starts with the statement; every part is written with its length, so that no two shapes share a key. */
  readonly key: string;
  readonly values: readonly ScalarValue[];
}

/**
 * The key of R22: dialect, SQL text and the whole resolved context, in which only a value's class stands for the value.
 * Undefined when the context holds a value that no plan may be kept for.
 */
export function contextShape(sql: string, context: SecurityContext): ContextShape | undefined {
  const values: ScalarValue[] = [];
  const names = context.namedSchemas;
  let key = `${context.dialect}${context.isTrusted ? "!" : ""} ${written(sql)}${written(context.defaultSchema)}${names.length}n`;
  for (const name of names) key += written(name);
  const given = valuesShape(context.placeholders, values);
  if (given === undefined) return undefined;
  key += `${given}${context.tables.length}t`;
  for (const table of context.tables) {
    const shape = tableShape(table, values);
    if (shape === undefined) return undefined;
    key += shape;
  }
  return { key, values };
}

function tableShape(table: TableAccess, values: ScalarValue[]): string | undefined {
  const { excludedColumns, maskedColumns, filters } = table;
  let shape = `${written(table.schema)}${written(table.name)}${table.readable ? "r" : "h"}${columnsId(table.columns)}`;
  if (excludedColumns.length > 0) shape += `${excludedColumns.length}x`;
  for (const name of excludedColumns) shape += written(name);
  const masked = Object.keys(maskedColumns);
  if (masked.length > 0) shape += `${masked.length}m`;
  for (const name of masked) {
    const mask = maskedColumns[name];
    const given = mask && valuesShape(mask.values, values);
    if (mask === undefined || given === undefined) return undefined;
    shape += `${written(name)}${written(mask.sql)}${ruleShape(mask.rule)}${given}`;
  }
  const conditions = filtersShape(filters, values);
  return conditions && shape + conditions;
}

function filtersShape(filters: readonly RowFilter[], values: ScalarValue[]): string | undefined {
  let shape = `${filters.length}w`;
  for (const filter of filters) {
    const part = filterShape(filter, values);
    if (part === undefined) return undefined;
    shape += part;
  }
  return shape;
}

function filterShape(filter: RowFilter, values: ScalarValue[]): string | undefined {
  if (filter.kind === "predicate") {
    const given = valuesShape(filter.values, values);
    return given && `p${written(filter.sql)}${ruleShape(filter.rule)}${given}`;
  }
  if (filter.kind === "tenant_column") {
    const given = valueShape(filter.value, values);
    return given && `c${written(filter.column)}${ruleShape(filter.rule)}${given}`;
  }
  if (filter.kind !== "all" && filter.kind !== "any") return undefined;
  const parts = filtersShape(filter.of, values);
  return parts && `${filter.kind === "all" ? "a" : "o"}${parts}`;
}

function ruleShape(rule: RuleReference): string {
  return written(rule.policyId) + written(rule.ruleId);
}

function valuesShape(given: PlaceholderValues, values: ScalarValue[]): string | undefined {
  const names = Object.keys(given);
  let shape = `${names.length}v`;
  for (const name of names) {
    const value = given[name];
    const found = value && valueShape(value, values);
    if (found === undefined) return undefined;
    shape += written(name) + found;
  }
  return shape;
}

/** A list counts runs of one class, so that a long list of names makes a short key. */
function valueShape({ value }: ContextValue, values: ScalarValue[]): string | undefined {
  if (!Array.isArray(value)) {
    values.push(value as ScalarValue);
    return valueClass(value);
  }
  let shape = "[";
  let run = 0;
  let previous = "";
  for (const item of value as readonly ScalarValue[]) {
    const found = valueClass(item);
    if (found === undefined) return undefined;
    if (found !== previous && run > 0) {
      shape += `${run}${previous}`;
      run = 0;
    }
    previous = found;
    run += 1;
    values.push(item);
  }
  return run > 0 ? `${shape}${run}${previous}]` : "[]";
}

function written(text: string): string {
  return `${text.length}:${text}`;
}
