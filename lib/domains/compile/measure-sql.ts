import type { Aggregation } from "../domain-definition-schema";
import type { DomainDialect } from "./domain-dialect";

const aggregates: Readonly<Record<Aggregation, (column: string, dialect: DomainDialect) => string>> = {
  count: (column) => `count(${column})`,
  count_distinct: (column, { different }) => different(column),
  sum: (column) => `sum(${column})`,
  average: (column, { averaged }) => `avg(${averaged(column)})`,
  minimum: (column) => `min(${column})`,
  maximum: (column) => `max(${column})`,
};

/** One aggregation over a column whose left-out rows are NULL; over the rows themselves without one. */
export function measureSql(aggregation: Aggregation, column: string | null, dialect: DomainDialect): string {
  return aggregates[aggregation](column ?? "*", dialect);
}
