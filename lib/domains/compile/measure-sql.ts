import type { DomainMeasure } from "../domain-definition-schema";
import type { DomainDialect } from "./domain-dialect";

const aggregates: Readonly<Record<DomainMeasure["aggregation"], (column: string, dialect: DomainDialect) => string>> = {
  count: (column) => `count(${column})`,
  count_distinct: (column, { different }) => different(column),
  sum: (column) => `sum(${column})`,
  average: (column, { averaged }) => `avg(${averaged(column)})`,
  minimum: (column) => `min(${column})`,
  maximum: (column) => `max(${column})`,
};

/** One aggregation over a column whose left-out rows are NULL; over the rows themselves without one. */
export function measureSql(
  aggregation: DomainMeasure["aggregation"],
  column: string | null,
  dialect: DomainDialect,
): string {
  return aggregates[aggregation](column ?? "*", dialect);
}
