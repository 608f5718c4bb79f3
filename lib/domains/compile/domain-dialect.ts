import type { Dialect } from "@/lib/sql/security-context";
import type { TimeGrain } from "../domain-definition-schema";
import { domainRefusal } from "./domain-refusal";

export type WeekStart = "monday" | "sunday" | "saturday";

/** Days that a week begins before Monday. */
const daysBeforeMonday: Readonly<Record<WeekStart, number>> = { monday: 0, sunday: 1, saturday: 2 };

/** How one database spells what domains ask for. Texts that are given are SQL already. */
export interface DomainDialect {
  quote(name: string): string;
  /** The moment rounded down to the beginning of its hour, day, week …; a date, except of hours. */
  roundDown(sql: string, grain: TimeGrain, weekStart: WeekStart): string;
  /** The day of a moment. */
  dayOf(sql: string): string;
  /** Where in the text the searched text begins, from 1, whatever the case of either; 0 when it does not. */
  positionOf(text: string, searched: string): string;
  /** A day or moment from the text that a value has. */
  day(sql: string): string;
  moment(sql: string): string;
  /** Such that a missing row gives NULL and not a type's first value. */
  nullable(sql: string): string;
  boolean(value: boolean): boolean | number;
  /** What is averaged, such that the average keeps its digits. */
  averaged(sql: string): string;
  /** One number by another, with their digits, and null where the other is zero. */
  divided(of: string, to: string): string;
  /** How many different ones, where none is 0. */
  different(sql: string): string;
  /** The joining words of one relationship. */
  readonly join: Readonly<Record<"left" | "inner", string>>;
  /** One join a SELECT, written inside out. */
  readonly joinsInside: boolean;
}

function quoteWith(mark: string) {
  return (name: string): string => {
    // Engines disagree on how these are escaped inside a name, so no name with them is written at all.
    if (name === "" || /["`\\{}\0]/.test(name)) throw domainRefusal("A table or column of this domain cannot be named");
    return `${mark}${name}${mark}`;
  };
}

const asIs = (sql: string) => sql;

const standard: Pick<
  DomainDialect,
  "day" | "moment" | "nullable" | "averaged" | "divided" | "different" | "boolean" | "join" | "joinsInside"
> = {
  day: asIs,
  moment: asIs,
  nullable: asIs,
  averaged: asIs,
  // Of whole numbers it would be a whole number.
  divided: (of, to) => `CAST(${of} AS double precision) / NULLIF(CAST(${to} AS double precision), 0)`,
  different: (sql) => `count(DISTINCT ${sql})`,
  boolean: (value) => value,
  join: { left: "LEFT JOIN", inner: "INNER JOIN" },
  joinsInside: false,
};

function truncating(days: (count: number) => string) {
  return (sql: string, grain: TimeGrain, weekStart: WeekStart): string => {
    if (grain === "hour") return `date_trunc('hour', ${sql})`;
    const before = grain === "week" ? daysBeforeMonday[weekStart] : 0;
    if (before === 0) return `CAST(date_trunc('${grain}', ${sql}) AS date)`;
    return `CAST(date_trunc('week', ${sql} + ${days(before)}) - ${days(before)} AS date)`;
  };
}

const castToDay = (sql: string) => `CAST(${sql} AS date)`;

const postgres: DomainDialect = {
  ...standard,
  quote: quoteWith('"'),
  roundDown: truncating((count) => `INTERVAL '${count} day'`),
  dayOf: castToDay,
  positionOf: (text, searched) => `strpos(lower(CAST(${text} AS text)), lower(${searched}))`,
};

const duckdb: DomainDialect = {
  ...standard,
  quote: quoteWith('"'),
  roundDown: truncating((count) => `to_days(${count})`),
  dayOf: castToDay,
  positionOf: (text, searched) => `strpos(lower(CAST(${text} AS VARCHAR)), lower(${searched}))`,
  divided: (of, to) => `CAST(${of} AS DOUBLE) / NULLIF(CAST(${to} AS DOUBLE), 0)`,
};

const mysqlGrains: Readonly<Record<Exclude<TimeGrain, "week">, (sql: string) => string>> = {
  hour: (sql) => `CAST(DATE_FORMAT(${sql}, '%Y-%m-%d %H:00:00') AS DATETIME)`,
  day: castToDay,
  month: (sql) => `CAST(DATE_FORMAT(${sql}, '%Y-%m-01') AS DATE)`,
  quarter: (sql) => `DATE_ADD(MAKEDATE(YEAR(${sql}), 1), INTERVAL ((QUARTER(${sql}) - 1) * 3) MONTH)`,
  year: (sql) => `MAKEDATE(YEAR(${sql}), 1)`,
};

const mysql: DomainDialect = {
  ...standard,
  quote: quoteWith("`"),
  roundDown(sql, grain, weekStart) {
    if (grain !== "week") return mysqlGrains[grain](sql);
    const since = `((WEEKDAY(${sql}) + ${daysBeforeMonday[weekStart]}) % 7)`;
    return `DATE_SUB(CAST(${sql} AS date), INTERVAL ${since} DAY)`;
  },
  dayOf: castToDay,
  positionOf: (text, searched) => `locate(lower(${searched}), lower(CAST(${text} AS char)))`,
  // Of whole numbers it would keep four digits.
  averaged: (sql) => `${sql} + 0e0`,
  divided: (of, to) => `(${of} + 0e0) / NULLIF(${to} + 0e0, 0)`,
  boolean: Number,
};

const clickhouseGrains: Readonly<Record<Exclude<TimeGrain, "week">, string>> = {
  hour: "toStartOfHour",
  day: "toDate",
  month: "toStartOfMonth",
  quarter: "toStartOfQuarter",
  year: "toStartOfYear",
};

const clickhouse: DomainDialect = {
  quote: quoteWith("`"),
  roundDown(sql, grain, weekStart) {
    if (grain !== "week") return `${clickhouseGrains[grain]}(${sql})`;
    const before = daysBeforeMonday[weekStart];
    if (before === 0) return `toMonday(${sql})`;
    return `subtractDays(toMonday(addDays(toDate(${sql}), ${before})), ${before})`;
  },
  dayOf: (sql) => `toDate(${sql})`,
  positionOf: (text, searched) => `positionCaseInsensitive(toString(${text}), ${searched})`,
  day: (sql) => `toDate(${sql})`,
  moment: (sql) => `toDateTime(${sql})`,
  nullable: (sql) => `toNullable(${sql})`,
  averaged: asIs,
  // Decimals would keep the digits of the first alone.
  divided: (of, to) => `toFloat64(${of}) / nullIf(toFloat64(${to}), 0)`,
  different: (sql) => `coalesce(count(DISTINCT ${sql}), 0)`,
  boolean: Number,
  join: { left: "ALL LEFT JOIN", inner: "ALL INNER JOIN" },
  joinsInside: true,
};

const dialects: Readonly<Record<Dialect, DomainDialect>> = { postgres, duckdb, mysql, clickhouse };

export function domainDialect(dialect: Dialect): DomainDialect {
  return dialects[dialect];
}
