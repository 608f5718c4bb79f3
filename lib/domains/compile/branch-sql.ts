import type { Aggregation, DomainDataset, DomainDefinition, TimeGrain } from "../domain-definition-schema";
import type { DomainFilter } from "../domain-query-schema";
import { conditionSql, emptinessSql } from "./condition-sql";
import type { WeekStart } from "./domain-dialect";
import { domainRefusal } from "./domain-refusal";
import type { FoundAggregate, FoundDimension } from "./find-field";
import type { GivenValues } from "./given-values";
import { type JoinStep, joinTree, labelOf } from "./join-tree";
import { measureSql } from "./measure-sql";
import type { QueryValues } from "./query-values";
import { type DatasetColumns, datasetColumns, insertedSql, type Spelling, sourceSql } from "./source-columns";

export interface GroupedDimension extends FoundDimension {
  readonly grain: TimeGrain | undefined;
}

export interface BoundCondition extends FoundDimension {
  /** What is compared is the dimension rounded down to this. */
  readonly grain?: TimeGrain | undefined;
  /** `is_null` is what a row says that has no value; `is_empty` also means a text with nothing in it. */
  readonly filter: { readonly operator: DomainFilter["operator"] | "is_null" };
  /** Null for conditions that need no values. */
  readonly given: GivenValues | null;
}

/** What one query shares among its branches. */
export interface BranchContext {
  readonly definition: DomainDefinition;
  readonly dimensions: readonly GroupedDimension[];
  readonly conditions: readonly BoundCondition[];
  readonly via: readonly string[];
  readonly weekStart: WeekStart;
  readonly spelling: Spelling;
  readonly values: QueryValues;
  /** Names of the columns that hold the dimensions, the same in every branch. */
  readonly dimensionNames: readonly string[];
  freshName(): string;
}

/** A measure and the name of the column that holds it. */
export interface NamedMeasure extends FoundAggregate {
  readonly as: string;
}

/** The joins of a branch. @throws DomainError `query_refused` */
export function branchTree(
  { definition, dimensions, conditions, via }: BranchContext,
  root: string,
): readonly JoinStep[] {
  const needed = new Set([...dimensions, ...conditions].map(({ dataset }) => dataset.name));
  return joinTree(definition, root, needed, via);
}

/** The rows of one dataset with the dimensions of all that relate to it once. */
export function rowsSql(context: BranchContext, root: string): string {
  const { from, where, dimensionColumns } = joinedRows(context, root, branchTree(context, root));
  const columns = dimensionColumns.map((column, at) => `${column} AS ${context.dimensionNames[at]}`);
  return `SELECT ${columns.join(", ")} FROM ${from}${where}`;
}

/**
 * The rows of the dataset of some measures that meet the conditions, each once, with the dimensions. Those that the
 * filter of every one of the measures leaves out are no part of them.
 *
 * @throws DomainError `query_refused` when repeated rows could not be told apart
 */
export function rowsOfMeasuresSql(
  context: BranchContext,
  dataset: DomainDataset,
  measures: readonly FoundAggregate[],
): string {
  const root = dataset.name;
  const tree = branchTree(context, root);
  const joined = joinedRows(context, root, tree);
  const rootColumns = joined.columnsOf(root);
  const filters = measures.map(({ field }) => field.filter);
  // One measure without a filter is of all rows.
  const counted = filters.includes(undefined)
    ? []
    : filters.flatMap((filter) => (filter === undefined ? [] : rootColumns.take(countedSql(filter, context))));
  const repeating = tree.find(({ multiplies }) => multiplies);
  const keys = repeating ? keyColumns(context, dataset, repeating, rootColumns) : [];
  const isCounted = [...new Set(counted)].map((column) => `${column} = 1`).join(" OR ");
  const conditions = [joined.where.replace(/^ WHERE /, ""), isCounted && `(${isCounted})`].filter(Boolean);
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
  const taken = [...new Set([...joined.dimensionColumns, ...keys])].join(", ");
  const source = repeating
    ? `(SELECT DISTINCT ${taken} FROM ${joined.from}${where}) AS ${context.freshName()}`
    : `${joined.from}${where}`;
  const columns = joined.dimensionColumns.map((column, at) => `${column} AS ${context.dimensionNames[at]}`);
  return `SELECT ${columns.join(", ")} FROM ${source}`;
}

function countedSql(filter: string, { spelling }: BranchContext): string {
  return `CASE WHEN ${insertedSql(filter, spelling)} THEN 1 END`;
}

/**
 * The measures of one dataset by the dimensions. Every row of the dataset counts once in each group that it belongs to:
 * where a relationship would repeat it, repetitions are taken out by its primary key before anything is added up.
 *
 * @throws DomainError `query_refused` when repeated rows could not be told apart
 */
export function measuresSql(context: BranchContext, root: string, measures: readonly NamedMeasure[]): string {
  const tree = branchTree(context, root);
  const joined = joinedRows(context, root, tree);
  const rootColumns = joined.columnsOf(root);
  const parts = measures.map((measure) => {
    const argument = argumentSql(measure, context.spelling);
    return { measure, column: argument === null ? null : rootColumns.take(argument) };
  });
  const multiplying = tree.find(({ multiplies }) => multiplies);
  const needsKey = multiplying !== undefined && measures.some(({ field }) => countsRows(field.aggregation));
  const keys = needsKey ? keyColumns(context, measures[0]?.dataset, multiplying, rootColumns) : [];
  const groups = joined.dimensionColumns;
  const inner = [...new Set([...groups, ...keys, ...parts.flatMap(({ column }) => column ?? [])])];
  const source = needsKey
    ? `(SELECT DISTINCT ${inner.join(", ")} FROM ${joined.from}${joined.where}) AS ${context.freshName()}`
    : `${joined.from}${joined.where}`;
  const columns = [
    ...groups.map((column, at) => `${column} AS ${context.dimensionNames[at]}`),
    ...parts.map(
      ({ measure, column }) =>
        `${measureSql(measure.field.aggregation, column, context.spelling.dialect)} AS ${measure.as}`,
    ),
  ];
  const grouped = groups.length > 0 ? ` GROUP BY ${[...new Set(groups)].join(", ")}` : "";
  return `SELECT ${columns.join(", ")} FROM ${source}${grouped}`;
}

/** The least, the greatest and how many different ones there are do not change when rows come twice. */
function countsRows(aggregation: Aggregation): boolean {
  return aggregation === "count" || aggregation === "sum" || aggregation === "average";
}

function keyColumns(
  { definition, spelling }: BranchContext,
  dataset: DomainDataset | undefined,
  step: JoinStep,
  columns: DatasetColumns,
): string[] {
  const key = dataset?.primaryKey ?? [];
  if (key.length > 0) return key.map((column) => columns.take(spelling.dialect.quote(column)));
  const root = labelOf(definition, dataset?.name ?? "");
  throw domainRefusal(
    `Each row of ${labelOf(definition, step.parent)} can belong to several of ${labelOf(definition, step.child)}, and the rows of ${root} would be counted more than once. Give ${root} a primary key in the domain, or leave ${labelOf(definition, step.child)} out`,
  );
}

/** What a measure adds up, row by row; rows that its filter leaves out give NULL. Null for the rows themselves. */
function argumentSql({ field }: FoundAggregate, spelling: Spelling): string | null {
  const isRows = field.column === undefined && field.expression === undefined;
  const argument = isRows ? "1" : sourceSql(field, spelling);
  if (field.filter !== undefined) return `CASE WHEN ${insertedSql(field.filter, spelling)} THEN ${argument} END`;
  return isRows ? null : argument;
}

function joinedRows(context: BranchContext, root: string, tree: readonly JoinStep[]) {
  const { definition, spelling, freshName } = context;
  const { dialect } = spelling;
  const byDataset = new Map<string, DatasetColumns>();
  const columnsOf = (name: string): DatasetColumns => {
    const known = byDataset.get(name);
    if (known) return known;
    const dataset = definition.datasets.find((one) => one.name === name);
    if (!dataset) throw domainRefusal(`The domain has no dataset ${name}`);
    const columns = datasetColumns(dataset, spelling, freshName, dialect.nullable);
    byDataset.set(name, columns);
    return columns;
  };
  const dimensionColumns = context.dimensions.map(({ dataset, field, grain }) => {
    const sql = sourceSql(field, spelling);
    return columnsOf(dataset.name).take(grain ? dialect.roundDown(sql, grain, context.weekStart) : sql);
  });
  const conditions = context.conditions.map(({ dataset, field, grain, filter, given }) => {
    const sql = sourceSql(field, spelling);
    const compared = grain ? dialect.roundDown(sql, grain, context.weekStart) : sql;
    const column = {
      sql: columnsOf(dataset.name).take(compared),
      type: grain && grain !== "hour" ? "date" : field.type,
    } as const;
    if (given) return conditionSql(filter.operator, column, given, dialect, context.values);
    return emptinessSql(filter.operator, column);
  });
  const keys = tree.map((step) => ({
    step,
    on: step.parentColumns.map(
      (column, at) =>
        [
          columnsOf(step.parent).take(dialect.quote(column)),
          columnsOf(step.child).takeKey(dialect.quote(step.childColumns[at] ?? "")),
        ] as const,
    ),
  }));
  return {
    columnsOf,
    dimensionColumns,
    where: conditions.length > 0 ? ` WHERE ${conditions.map((one) => `(${one})`).join(" AND ")}` : "",
    /** Written when every column has been taken. */
    get from(): string {
      return fromSql(context, columnsOf, root, keys);
    },
  };
}

type JoinKeys = readonly { readonly step: JoinStep; readonly on: readonly (readonly [string, string])[] }[];

function fromSql(
  { spelling, freshName }: BranchContext,
  columnsOf: (name: string) => DatasetColumns,
  root: string,
  joins: JoinKeys,
): string {
  const { dialect } = spelling;
  const first = freshName();
  const joined = [...columnsOf(root).names()];
  return joins.reduce(
    (from, { step, on }, at) => {
      const inside = dialect.joinsInside && at > 0;
      const left = inside ? freshName() : first;
      const right = freshName();
      const source = inside ? `(SELECT ${joined.join(", ")} FROM ${from}) AS ${left}` : from;
      joined.push(...columnsOf(step.child).names());
      const sides = dialect.joinsInside
        ? on.map(([a, b]) => `${left}.${a} = ${right}.${b}`)
        : on.map(([a, b]) => `${a} = ${b}`);
      const words = dialect.join[step.relationship.join];
      return `${source} ${words} (${columnsOf(step.child).select()}) AS ${right} ON ${sides.join(" AND ")}`;
    },
    `(${columnsOf(root).select()}) AS ${first}`,
  );
}
