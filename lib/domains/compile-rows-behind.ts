import { bindFilters } from "./compile/bind-conditions";
import { branchContext } from "./compile/branch-context";
import { type BoundCondition, type GroupedDimension, rowsOfMeasuresSql } from "./compile/branch-sql";
import { domainRefusal } from "./compile/domain-refusal";
import { joinTree } from "./compile/join-tree";
import { aggregatesOf, measureParts } from "./compile/measure-parts";
import { resultSql } from "./compile/result-sql";
import { findDimension, findMeasure } from "./compile/shown-field";
import type { CompiledDomainQuery, CompileOptions } from "./compile-domain-query";
import type { DomainDefinition } from "./domain-definition-schema";
import { columnNamesOf, type DomainQuery } from "./domain-query-schema";

/** A value of a drawn answer that somebody wants the rows of. */
export interface ClickedValue {
  /** The column of a measure; the first one of the query when it is left out. */
  readonly measure?: string | undefined;
  /** What the clicked row says in the columns of dimensions; those left out stay open, measures say nothing. */
  readonly row: Readonly<Record<string, string | number | boolean | null>>;
  readonly limit: number;
}

export interface CompiledRows extends CompiledDomainQuery {
  /** What the rows are asked as, for their columns' words. */
  readonly query: DomainQuery;
}

/** Columns beyond this many help nobody to understand a number. */
const mostColumns = 40;

/**
 * The rows that a value of a domain's answer was made of: those of the measure's dataset, under all conditions of the
 * query and those of the clicked row, each once, with what the dataset says of them and what was asked for. Of a ratio,
 * those of the dataset of what is divided.
 *
 * @throws DomainError `query_refused` for an answer without measures, and as compiling the query does
 */
export function compileRowsBehind(
  definition: DomainDefinition,
  query: DomainQuery,
  clicked: ClickedValue,
  { dialect, weekStart = "monday", filters = {} }: Omit<CompileOptions, "distinct">,
): CompiledRows {
  const columns = columnNamesOf(query);
  const measures = query.measures.map((field, at) => ({ field, column: columns[query.dimensions.length + at] }));
  const wanted =
    clicked.measure === undefined ? measures[0] : measures.find(({ column }) => column === clicked.measure);
  if (!wanted) throw domainRefusal("There are no rows behind this value");
  const aggregates = aggregatesOf(measureParts(definition, findMeasure(definition, wanted.field)));
  const [{ dataset }] = aggregates;
  const bound = bindFilters(definition, query.filters, filters);
  const conditions = [...bound.conditions, ...clickedConditions(definition, query, columns, clicked.row)];
  const shown = shownDimensions(definition, query, dataset.name);
  const dimensions = shown.map(
    (field): GroupedDimension => ({ ...findDimension(definition, field), grain: undefined }),
  );
  const context = branchContext(definition, { dimensions, conditions, via: query.via ?? [], weekStart }, dialect);
  const rows: DomainQuery = {
    dimensions: shown.map((field) => ({ field })),
    measures: [],
    filters: [],
    sort: [],
    limit: clicked.limit,
  };
  const sql = resultSql(rows, {
    sql: rowsOfMeasuresSql(
      context,
      dataset,
      aggregates.filter((one) => one.dataset === dataset),
    ),
    isGrouped: false,
    nameOf: () => "",
    columns: columnNamesOf(rows).map((title, at) => ({ title, name: context.dimensionNames[at] ?? title })),
    having: [],
    spelling: context.spelling,
    freshName: context.freshName,
  });
  // A filter on a measure chose among groups: of the rows of one group it says nothing, and keeps to nothing.
  const onGroups = new Set(bound.limits.flatMap(({ filter }) => filter.fromFilter ?? []));
  const boundFilters = new Set([...bound.boundFilters].filter((name) => !onGroups.has(name)));
  return { sql, values: context.values.values, boundFilters, query: rows };
}

/** The clicked row as conditions: what has no value in it has none in the rows. */
function clickedConditions(
  definition: DomainDefinition,
  query: DomainQuery,
  columns: readonly string[],
  row: ClickedValue["row"],
): BoundCondition[] {
  const dimensions = query.dimensions.map((dimension, at) => ({ ...dimension, column: columns[at] ?? "" }));
  const unknown = Object.keys(row).find((name) => !columns.includes(name));
  if (unknown !== undefined) throw domainRefusal(`The answer has no column ${unknown}`);
  return dimensions.flatMap(({ field, grain, column }): BoundCondition[] => {
    const value = row[column];
    if (value === undefined) return [];
    const found = findDimension(definition, field);
    if (value !== null) {
      return [{ ...found, grain, filter: { operator: "equals" }, given: { kind: "list", list: [value] } }];
    }
    return [{ ...found, filter: { operator: "is_null" }, given: null }];
  });
}

/** The dataset's own dimensions, and those asked for that each row has once. */
function shownDimensions(definition: DomainDefinition, query: DomainQuery, root: string): string[] {
  const own = definition.datasets.find(({ name }) => name === root)?.dimensions ?? [];
  const asked = query.dimensions
    .map(({ field }) => field)
    .filter((field) => {
      const [dataset = ""] = field.split(".");
      if (dataset === root) return false;
      return !joinTree(definition, root, new Set([dataset]), query.via).some(({ multiplies }) => multiplies);
    });
  const all = [...own.filter(({ hidden }) => !hidden).map(({ name }) => `${root}.${name}`), ...new Set(asked)];
  if (all.length === 0) throw domainRefusal("The rows of this dataset have nothing to show");
  return all.slice(0, mostColumns);
}
