import { secureSql } from "@/lib/sql/secure-sql";
import type { CatalogColumn, Dialect, PlaceholderValues, TableAccess } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { error } from "./check-layers";
import { placeholdersInSql } from "./policy-parameters";
import type { PolicyProblem } from "./policy-schema";

export interface CheckedTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
}

const rule = { policyId: "", policyName: "", ruleId: "", appliesThrough: "" };

/** What the guard says against a filter on one of the tables it covers; null when it can be applied. */
export function checkFilter(path: string, sql: string, dialect: Dialect, table: CheckedTable) {
  const filters = [{ kind: "predicate" as const, sql, values: sampleValues(sql), rule }];
  return problemOf(path, dialect, { ...table, readable: true, filters, excludedColumns: [], maskedColumns: {} });
}

/** The same for the expression that stands in a masked column's place. */
export function checkMask(path: string, column: string, sql: string, dialect: Dialect, table: CheckedTable) {
  const maskedColumns = { [column]: { sql, values: sampleValues(sql), rule } };
  return problemOf(path, dialect, { ...table, readable: true, filters: [], excludedColumns: [], maskedColumns });
}

async function problemOf(path: string, dialect: Dialect, table: TableAccess): Promise<PolicyProblem | null> {
  const context = {
    dialect,
    defaultSchema: table.schema,
    namedSchemas: [table.schema],
    tables: [table],
    placeholders: {},
  };
  try {
    await secureSql(`SELECT * FROM "${table.name}"`, context);
    return null;
  } catch (failure) {
    if (!(failure instanceof SqlRefusal)) throw failure;
    // Which values fit is known only when there are some.
    if (failure.code === "sql_parameter_invalid") return null;
    return error(path, `${failure.message} (${table.schema}.${table.name})`, failure);
  }
}

function sampleValues(sql: string): PlaceholderValues {
  return Object.fromEntries(placeholdersInSql(sql).map((name) => [name, { value: "1", origin: "sample" }]));
}
