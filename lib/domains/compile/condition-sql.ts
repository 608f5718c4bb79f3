import type { DomainFilter } from "../domain-query-schema";
import type { DomainDialect } from "./domain-dialect";
import { domainRefusal } from "./domain-refusal";
import type { GivenValues, ValueRange } from "./given-values";
import type { QueryValues } from "./query-values";
import { type FieldType, nextDay, type ShapedValue, shapeValue } from "./shape-value";

/** A column to be compared, already SQL, and how its values look. */
export interface ComparedColumn {
  readonly sql: string;
  readonly type: FieldType;
}

const never = "1 = 0";

/**
 * The condition of one filter over a column. Every value stands behind a placeholder. `not_…` keeps rows without a value,
 * since they are not what was left out; an empty list keeps none, as in policies.
 *
 * @throws DomainError `query_refused` when values and operator do not fit each other
 */
export function conditionSql(
  operator: DomainFilter["operator"] | "is_null",
  column: ComparedColumn,
  given: GivenValues,
  dialect: DomainDialect,
  values: QueryValues,
): string {
  const compare = comparing(column, dialect, values);
  if (given.kind === "range") {
    const inside = compare.range(given.range);
    if (operator === "equals" || operator === "in" || operator === "between") return inside;
    if (operator === "not_equals" || operator === "not_in") return `(NOT (${inside}) OR ${column.sql} IS NULL)`;
    throw domainRefusal("A range fits equals and between only");
  }
  const { list } = given;
  switch (operator) {
    case "equals":
    case "in":
      return compare.among(list);
    case "not_equals":
    case "not_in":
      return list.length === 0 ? never : `(NOT (${compare.among(list)}) OR ${column.sql} IS NULL)`;
    case "contains":
    case "starts_with":
      return compare.holding(list, operator === "contains" ? "> 0" : "= 1");
    case "between": {
      const [least, most] = list;
      if (least === undefined || most === undefined || list.length !== 2)
        throw domainRefusal("Give two values to be between");
      return `${compare.ordered("greater_or_equal", least)} AND ${compare.ordered("less_or_equal", most)}`;
    }
    case "less":
    case "less_or_equal":
    case "greater":
    case "greater_or_equal": {
      const [value] = list;
      if (value === undefined || list.length !== 1) throw domainRefusal("Give one value to compare with");
      return compare.ordered(operator, value);
    }
    default:
      throw domainRefusal("This filter cannot be used here");
  }
}

/** The condition of a filter that needs no values: null and, of text, nothing written. */
export function emptinessSql(operator: DomainFilter["operator"] | "is_null", { sql, type }: ComparedColumn): string {
  const isText = type === "text";
  if (operator === "is_null") return `${sql} IS NULL`;
  if (operator === "is_empty") return isText ? `(${sql} IS NULL OR ${sql} = '')` : `${sql} IS NULL`;
  return isText ? `(${sql} IS NOT NULL AND ${sql} <> '')` : `${sql} IS NOT NULL`;
}

type Scalar = string | number | boolean;
type Ordering = "less" | "less_or_equal" | "greater" | "greater_or_equal";

const signs: Readonly<Record<Ordering, string>> = {
  less: "<",
  less_or_equal: "<=",
  greater: ">",
  greater_or_equal: ">=",
};

function comparing(column: ComparedColumn, dialect: DomainDialect, values: QueryValues) {
  const shaped = (value: Scalar) => shapeValue(value, column.type, dialect);
  /** A day beside moments means all of it, so its end is the beginning of the next. */
  const constant = ({ value, isDay }: ShapedValue) => {
    if (column.type === "date") return dialect.day(values.place(value));
    if (column.type !== "timestamp") return values.place(value);
    return dialect.moment(values.place(isDay ? `${value} 00:00:00` : value));
  };
  return {
    among(list: readonly Scalar[]): string {
      if (list.length === 0) return never;
      const all = list.map(shaped);
      const byDay = column.type === "timestamp" && all.every(({ isDay }) => isDay);
      const left = byDay ? dialect.dayOf(column.sql) : column.sql;
      const [only] = all;
      if (only && all.length === 1) {
        return `${left} = ${byDay ? dialect.day(values.place(only.value)) : constant(only)}`;
      }
      const texts = all.map(({ value, isDay }) =>
        isDay && column.type === "timestamp" && !byDay ? `${value} 00:00:00` : value,
      );
      return `${left} IN ${values.place(texts)}`;
    },
    ordered(operator: Ordering, value: Scalar): string {
      const one = shaped(value);
      if (column.type === "timestamp" && one.isDay && (operator === "less_or_equal" || operator === "greater")) {
        const sign = operator === "greater" ? ">=" : "<";
        return `${column.sql} ${sign} ${constant({ value: nextDay(String(one.value)), isDay: true })}`;
      }
      return `${column.sql} ${signs[operator]} ${constant(one)}`;
    },
    range({ from, to }: ValueRange): string {
      const isOfDays = column.type === "date" || column.type === "timestamp";
      if (!isOfDays && column.type !== "number") throw domainRefusal("A range fits dates and numbers only");
      if (!isOfDays && [from, to].some((end) => typeof end === "string")) {
        throw domainRefusal("A range of dates fits dates only");
      }
      const end = (value: string | number) => (isOfDays ? dayOf(String(value)) : value);
      const ends = [
        ...(from === undefined ? [] : [this.ordered("greater_or_equal", end(from))]),
        ...(to === undefined ? [] : [this.ordered("less_or_equal", end(to))]),
      ];
      return ends.join(" AND ");
    },
    holding(list: readonly Scalar[], sign: "> 0" | "= 1"): string {
      if (list.length === 0) return never;
      const some = list.map((text) => `${dialect.positionOf(column.sql, values.place(String(text)))} ${sign}`);
      return some.length === 1 ? (some[0] ?? never) : `(${some.join(" OR ")})`;
    },
  };
}

/** Ranges are of whole days. */
function dayOf(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw domainRefusal("A filter needs a date such as 2026-01-31");
  return text;
}
