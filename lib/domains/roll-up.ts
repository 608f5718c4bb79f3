import { DomainError } from "@/lib/errors";
import type { RollUp } from "./answer-field-schema";
import { type FoundMeasure, findField } from "./compile/find-field";
import { joinTree } from "./compile/join-tree";
import { ratioFields } from "./compile/measure-parts";
import type { DomainDefinition } from "./domain-definition-schema";
import { columnNamesOf, type DomainQuery } from "./domain-query-schema";

type Asked = Pick<DomainQuery, "dimensions" | "measures" | "via">;

/**
 * How the groups of an answer become one in a measure's column, so that a total is never a number that is wrong: sums do
 * not add up where a row belongs to several groups, averages and counts of different ones never do, and a ratio is that
 * of the totals where the answer has both.
 */
export function rollUpOf(definition: DomainDefinition, query: Asked, measure: FoundMeasure): RollUp {
  const { aggregation } = measure.field;
  if (aggregation === "minimum" || aggregation === "maximum") return aggregation;
  if (aggregation === "count" || aggregation === "sum") return countsOnce(definition, query, measure) ? "sum" : "none";
  const [of, to] = ratioFields(measure).map((name) => columnOfTotal(definition, query, name));
  return of && to ? { of, to } : "none";
}

/** The column of a measure whose groups have a total, if it was asked for. */
function columnOfTotal(definition: DomainDefinition, query: Asked, name: string): string | undefined {
  const at = query.measures.indexOf(name);
  const found = findField(definition, name);
  if (at < 0 || found.kind !== "measure" || found.field.ratio) return undefined;
  if (rollUpOf(definition, query, found) === "none") return undefined;
  return columnNamesOf(query)[query.dimensions.length + at];
}

/** Whether each row of a measure's dataset belongs to one group alone. */
function countsOnce(definition: DomainDefinition, { dimensions, via }: Asked, { dataset }: FoundMeasure): boolean {
  const others = new Set(dimensions.map(({ field }) => field.slice(0, field.indexOf("."))));
  try {
    return !joinTree(definition, dataset.name, others, via).some(({ multiplies }) => multiplies);
  } catch (error) {
    // Such a query has no answer either.
    if (error instanceof DomainError) return false;
    throw error;
  }
}
