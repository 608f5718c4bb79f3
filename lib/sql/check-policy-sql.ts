import { clickhouseProfile } from "@/lib/sql/dialects/clickhouse/clickhouse-profile";
import * as duckdb from "@/lib/sql/dialects/duckdb/compile-policy";
import { dependsOnPlaceholder as dependsInDuckdb } from "@/lib/sql/dialects/duckdb/policy-dependence";
import { conditionPlace, type ExpressionPlace, valuePlace } from "@/lib/sql/dialects/expression-place";
import { mysqlProfile } from "@/lib/sql/dialects/mysql/mysql-profile";
import * as polyglot from "@/lib/sql/dialects/polyglot/compile-policy";
import { loadPolyglot } from "@/lib/sql/dialects/polyglot/parser";
import { dependsOnPlaceholder as dependsInPolyglot } from "@/lib/sql/dialects/polyglot/policy-dependence";
import type { PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import * as postgres from "@/lib/sql/dialects/postgres/compile-policy";
import { loadPostgresParser } from "@/lib/sql/dialects/postgres/parse-postgres";
import { dependsOnPlaceholder as dependsInPostgres } from "@/lib/sql/dialects/postgres/policy-dependence";
import { notVerified } from "@/lib/sql/refusals";
import type { CatalogColumn, Dialect, PlaceholderValues } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

export interface PolicySqlTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
}

export interface CheckedPolicySql {
  /** Names inside the braces, each once, in order of appearance. */
  readonly placeholders: string[];
  /** Columns of the table that the expression reads, as the catalog spells them. */
  readonly columns: string[];
  /** Whether no row passes without one of its columns being compared with a placeholder's value (R01). */
  readonly dependsOnPlaceholder: boolean;
}

/**
 * Accepts a policy's filter only when the guard could apply it to this table: one condition over one row, of known
 * columns and allowed functions, with placeholders where a constant may stand.
 *
 * @throws SqlRefusal with line and column in `filterSql`
 */
export async function checkFilterSql(
  dialect: Dialect,
  filterSql: string,
  table: PolicySqlTable,
): Promise<CheckedPolicySql> {
  return check(dialect, filterSql, table, conditionPlace);
}

/**
 * The same for what stands in a masked column's place; it may be any value of the row or a constant.
 *
 * @throws SqlRefusal with line and column in `maskSql`
 */
export async function checkMaskSql(
  dialect: Dialect,
  maskSql: string,
  table: PolicySqlTable,
): Promise<CheckedPolicySql> {
  return check(dialect, maskSql, table, valuePlace);
}

async function check(
  dialect: Dialect,
  sql: string,
  table: PolicySqlTable,
  place: ExpressionPlace,
): Promise<CheckedPolicySql> {
  try {
    return await checks[dialect](sql, table, place);
  } catch (error) {
    throw error instanceof SqlRefusal ? error : notVerified();
  }
}

type Check = (sql: string, table: PolicySqlTable, place: ExpressionPlace) => Promise<CheckedPolicySql>;

const checks: Readonly<Record<Dialect, Check>> = {
  postgres: checkPostgres,
  duckdb: checkDuckdb,
  mysql: (sql, table, place) => checkPolyglot(mysqlProfile, sql, table, place),
  clickhouse: (sql, table, place) => checkPolyglot(clickhouseProfile, sql, table, place),
};

async function checkPostgres(sql: string, table: PolicySqlTable, place: ExpressionPlace): Promise<CheckedPolicySql> {
  await loadPostgresParser();
  const template = postgres.policyTemplate(sql);
  const names = namesOf(template.prepared.placeholders.values());
  const columns = new Set<string>();
  tryValues(names, (values) => postgres.fillTemplate(template, table, values, place, columns));
  return { placeholders: names, columns: [...columns], dependsOnPlaceholder: dependsInPostgres(template) };
}

async function checkDuckdb(sql: string, table: PolicySqlTable, place: ExpressionPlace): Promise<CheckedPolicySql> {
  const template = await duckdb.policyTemplate(sql);
  const names = namesOf(template.prepared.placeholders.values());
  const columns = new Set<string>();
  tryValues(names, (values) => duckdb.fillTemplate(template, table, values, place, columns));
  return { placeholders: names, columns: [...columns], dependsOnPlaceholder: dependsInDuckdb(template) };
}

async function checkPolyglot(
  profile: PolyglotProfile,
  sql: string,
  table: PolicySqlTable,
  place: ExpressionPlace,
): Promise<CheckedPolicySql> {
  const template = polyglot.policyTemplate({ profile, parser: await loadPolyglot(profile.dialect) }, sql);
  const names = namesOf(template.prepared.placeholders.values());
  const columns = new Set<string>();
  tryValues(names, (values) => polyglot.fillTemplate(profile, template, table, values, place, columns));
  return { placeholders: names, columns: [...columns], dependsOnPlaceholder: dependsInPolyglot(template) };
}

function namesOf(placeholders: Iterable<{ readonly name: string }>): string[] {
  return [...new Set([...placeholders].map((placeholder) => placeholder.name))];
}

/** Fills in values that suit every kind of column, one placeholder at a time: only the real ones are the caller's matter. */
function tryValues(names: readonly string[], fill: (values: PlaceholderValues) => unknown): void {
  const values: Record<string, { value: string; origin: string }> = {};
  for (const name of names) values[name] = { value: "1", origin: "check" };
  for (const name of [...names, undefined]) {
    try {
      fill(values);
      return;
    } catch (error) {
      if (!(error instanceof SqlRefusal) || error.code !== "sql_parameter_invalid" || name === undefined) throw error;
      const wrong = names.find((candidate) => error.message.includes(`"${candidate}"`));
      if (wrong === undefined) throw error;
      values[wrong] = { value: "true", origin: "check" };
    }
  }
}
