import type { Dialect, ParameterValue } from "@/lib/sql/security-context";
import { bindFilters } from "./compile/bind-conditions";
import { branchContext } from "./compile/branch-context";
import { type BranchContext, measuresSql, type NamedMeasure, rowsSql } from "./compile/branch-sql";
import { combineBranches } from "./compile/combine-branches";
import { conditionSql } from "./compile/condition-sql";
import type { WeekStart } from "./compile/domain-dialect";
import { domainRefusal } from "./compile/domain-refusal";
import type { FoundAggregate, FoundMeasure } from "./compile/find-field";
import type { FilterInputs } from "./compile/given-values";
import { aggregatesOf, measureParts } from "./compile/measure-parts";
import { ratiosSql } from "./compile/ratios-sql";
import { type Result, resultSql } from "./compile/result-sql";
import { rowsRoot } from "./compile/rows-root";
import { findDimension, findMeasure } from "./compile/shown-field";
import type { DomainDefinition } from "./domain-definition-schema";
import { columnNamesOf, type DomainQuery } from "./domain-query-schema";

export interface CompileOptions {
  readonly dialect: Dialect;
  /** Monday, unless told otherwise. */
  readonly weekStart?: WeekStart | undefined;
  /** Values of the dashboard's filters by name. */
  readonly filters?: FilterInputs | undefined;
  /** Each row once, for lists of values. */
  readonly distinct?: boolean | undefined;
}

export interface CompiledDomainQuery {
  /** One SELECT whose values are placeholders `{{ query.v0 }}`; the guard secures it like any other SQL. */
  readonly sql: string;
  /** What those placeholders stand for, by the name after the dot. */
  readonly values: Readonly<Record<string, ParameterValue>>;
  /** Names of the filters that a condition is bound to: what the rows are kept to. */
  readonly boundFilters: ReadonlySet<string>;
}

/**
 * SQL that answers a query of a semantic domain with every row counted once, or a refusal in words: a relationship that
 * would repeat rows, two equally short ways, and a field that is not there never give a number that is wrong. Values
 * never become text (R12); which rows there are for whom is the guard's to say. Pure.
 *
 * @throws DomainError `query_refused`
 */
export function compileDomainQuery(
  definition: DomainDefinition,
  query: DomainQuery,
  { dialect: name, weekStart = "monday", filters = {}, distinct = false }: CompileOptions,
): CompiledDomainQuery {
  const dimensions = query.dimensions.map(({ field, grain }) =>
    withGrain(findDimension(definition, field), grain, field),
  );
  const asked = query.measures.map((field) => findMeasure(definition, field));
  const { conditions, limits, boundFilters } = bindFilters(definition, query.filters, filters);
  const context = branchContext(definition, { dimensions, conditions, via: query.via ?? [], weekStart }, name);
  const limiting = limits.map(({ measure }) => measure);
  const result = asked.length + limiting.length > 0 ? ofMeasures(context, asked, limiting) : ofRows(context, distinct);
  const having = limits.map(({ filter, measure, given }) => {
    const column = { sql: result.nameOf(measure), type: measureType(measure) } as const;
    return conditionSql(filter.operator, column, given, context.spelling.dialect, context.values);
  });
  const columns = [...context.dimensionNames, ...asked.map(result.nameOf)];
  const sql = resultSql(query, {
    ...result,
    columns: columnNamesOf(query).map((title, at) => ({ title, name: columns[at] ?? title })),
    having,
    spelling: context.spelling,
    freshName: context.freshName,
  });
  return { sql, values: context.values.values, boundFilters };
}

function withGrain(
  found: ReturnType<typeof findDimension>,
  grain: BranchContext["dimensions"][number]["grain"],
  path: string,
) {
  const { type, grains } = found.field;
  if (grain === undefined) return { ...found, grain };
  const isTime = type === "timestamp" || (type === "date" && grain !== "hour");
  if (isTime && (grains === undefined || grains.includes(grain))) return { ...found, grain };
  throw domainRefusal(`${path} cannot be rounded to the ${grain}`, { field: path });
}

function measureType({ field }: FoundMeasure): "number" | "unknown" {
  return field.aggregation === "minimum" || field.aggregation === "maximum" ? "unknown" : "number";
}

function ofMeasures(context: BranchContext, asked: readonly FoundMeasure[], limiting: readonly FoundMeasure[]): Result {
  const parts = new Map(
    [...asked, ...limiting].map((measure) => [measure.field, measureParts(context.definition, measure)]),
  );
  const added = new Map([...parts.values()].flatMap(aggregatesOf).map((measure) => [measure.field, measure]));
  const named = [...added.values()].map((measure: FoundAggregate): NamedMeasure => {
    return { ...measure, as: context.freshName() };
  });
  const roots = [...new Set(named.map(({ dataset }) => dataset.name))];
  const branches = roots.map((root) => {
    const measures = named.filter(({ dataset }) => dataset.name === root);
    return { measures, sql: measuresSql(context, root, measures) };
  });
  const combined = combineBranches(branches, context.dimensionNames, context.freshName);
  const { sql, names } = ratiosSql(combined, parts, context);
  return { sql, isGrouped: true, nameOf: ({ field }) => names.get(field) ?? "" };
}

function ofRows(context: BranchContext, distinct: boolean): Result {
  const rows = rowsSql(context, rowsRoot(context));
  const sql = distinct
    ? `SELECT DISTINCT ${context.dimensionNames.join(", ")} FROM (${rows}) AS ${context.freshName()}`
    : rows;
  return { sql, isGrouped: false, nameOf: () => "" };
}
