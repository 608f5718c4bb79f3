import { datasetAccess } from "@/lib/sql/datasets";
import type { Dialect, SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { type Expectation, wordsFor } from "./expectations";

/** What must hold of datasets, in every dialect: read by a bare name, behind a fence, and telling nothing of themselves. */
export function datasetExpectations(dialect: Dialect): Expectation[] {
  const { context, code, fenced } = wordsFor(dialect);
  const dataset = (name: string, sql: string, inner: SecurityContext, told = true): TableAccess =>
    datasetAccess({ id: name, name, columns: [{ name: "id", type: "number" }] }, { sql, context: inner, told });
  const within = (table: TableAccess): SecurityContext => ({ ...context, tables: [table] });
  const own = dataset("own_sales", "SELECT id FROM sales", context);
  const open = dataset("open_sales", "SELECT id FROM sales", context);
  return [
    fenced("SELECT id FROM own_sales WHERE 1 / id > 0", within(own)),
    code("SELECT id FROM sales", "sql_unknown_table", within(own)),
    code(`SELECT id FROM ${context.defaultSchema}.own_sales`, "sql_unknown_table", within(own)),
    code(`SELECT '${own.schema}.own_sales AS __p' FROM own_sales`, "sql_not_verified", within(own)),
    code(
      "SELECT id FROM nested",
      "sql_dataset_not_available",
      within(dataset("nested", "SELECT id FROM open_sales", within(open))),
    ),
    code("SELECT id FROM broken", "sql_dataset_not_available", within(dataset("broken", "SELECT id FROM x", context))),
    code("SELECT id FROM broken", "sql_unknown_table", within(dataset("broken", "SELECT id FROM x", context, false))),
  ];
}
