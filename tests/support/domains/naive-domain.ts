import type {
  DomainDefinition,
  DomainMeasure,
  DomainRelationship,
  TimeGrain,
} from "@/lib/domains/domain-definition-schema";
import type { DomainFilter, DomainQuery } from "@/lib/domains/domain-query-schema";
import { plainCell } from "./domain-engines";
import type { SourceRow, SourceTable, SourceValue } from "./source-tables";

/** A row of one dataset with what belongs to it of others, by dataset; null where nothing does. */
type Joined = ReadonlyMap<string, SourceRow | null>;

/**
 * What a query over a domain whose datasets are related in one way only must answer, from the raw rows, by loops and
 * sets: fields are columns, a measure of a group is over the set of its dataset's rows that belong to the group, and a
 * ratio is one such number by another.
 */
export function naiveAnswer(
  definition: DomainDefinition,
  tables: readonly SourceTable[],
  query: DomainQuery,
): SourceValue[][] {
  const rowsOf = (dataset: string) => tables.find(({ name }) => name === dataset)?.rows ?? [];
  const dimensions = query.dimensions.map(({ field, grain }) => ({ ...place(definition, field), grain }));
  const conditions = query.filters.map((filter) => ({ ...place(definition, filter.field), filter }));
  const needed = [...dimensions, ...conditions.filter(({ isMeasure }) => !isMeasure)].map(({ dataset }) => dataset);
  const onRows = conditions.filter(({ isMeasure }) => !isMeasure);
  const groups = new Map<string, { key: SourceValue[]; rows: Map<string, Set<SourceRow>> }>();
  const asked = [
    ...query.measures,
    ...conditions.filter(({ isMeasure }) => isMeasure).map(({ filter }) => filter.field),
  ];
  for (const root of new Set(asked.flatMap((field) => rootsOf(definition, field)))) {
    if (dimensions.length === 0) groups.set("[]", groups.get("[]") ?? { key: [], rows: new Map() });
    for (const joined of joinedRows(definition, root, new Set(needed), rowsOf)) {
      if (!onRows.every(({ dataset, column, filter }) => holds(joined.get(dataset)?.[column] ?? null, filter)))
        continue;
      const key = dimensions.map(({ dataset, column, grain }) => rounded(joined.get(dataset)?.[column] ?? null, grain));
      const group = groups.get(JSON.stringify(key)) ?? { key, rows: new Map<string, Set<SourceRow>>() };
      groups.set(JSON.stringify(key), group);
      const counted = group.rows.get(root) ?? new Set();
      const row = joined.get(root);
      if (row) counted.add(row);
      group.rows.set(root, counted);
    }
  }
  const answers = [...groups.values()].map(({ key, rows }) => ({
    key,
    values: asked.map((field) => measured(definition, field, rows)),
  }));
  const limits = conditions.filter(({ isMeasure }) => isMeasure);
  const kept = answers.filter(({ values }) =>
    limits.every(({ filter }, at) => holds(values[query.measures.length + at] ?? null, filter)),
  );
  return kept.map(({ key, values }) => [...key, ...values.slice(0, query.measures.length)].map(plainCell));
}

/** What a ratio divides, by `dataset.measure`; nothing of another measure. */
function divided(definition: DomainDefinition, field: string): readonly [string, string] | null {
  const { dataset, measure } = place(definition, field);
  if (!measure?.ratio) return null;
  const whole = (name: string) => (name.includes(".") ? name : `${dataset}.${name}`);
  return [whole(measure.ratio.of), whole(measure.ratio.to)];
}

function rootsOf(definition: DomainDefinition, field: string): string[] {
  const parts = divided(definition, field);
  return parts ? parts.flatMap((part) => rootsOf(definition, part)) : [place(definition, field).dataset];
}

function measured(
  definition: DomainDefinition,
  field: string,
  rows: ReadonlyMap<string, ReadonlySet<SourceRow>>,
): SourceValue {
  const parts = divided(definition, field);
  if (!parts) {
    const { dataset, column, measure } = place(definition, field);
    return aggregated(measure, [...(rows.get(dataset) ?? [])], column);
  }
  const [of, to] = parts.map((part) => measured(definition, part, rows));
  if (typeof of !== "number" || typeof to !== "number" || to === 0) return null;
  return of / to;
}

function place(definition: DomainDefinition, field: string) {
  const [datasetName = "", name = ""] = field.split(".");
  const dataset = definition.datasets.find((one) => one.name === datasetName);
  const measure = dataset?.measures.find((one) => one.name === name);
  const dimension = dataset?.dimensions.find((one) => one.name === name);
  return {
    dataset: datasetName,
    column: measure?.column ?? dimension?.column ?? "",
    measure,
    isMeasure: measure !== undefined,
  };
}

/** Every way in which the rows of the root meet those of the needed datasets, along the relationships. */
function joinedRows(
  { relationships }: DomainDefinition,
  root: string,
  needed: ReadonlySet<string>,
  rowsOf: (dataset: string) => readonly SourceRow[],
): Joined[] {
  const reaches = (from: string, seen: readonly string[]): boolean =>
    needed.has(from) ||
    neighbours(relationships, from).some(({ to }) => !seen.includes(to) && reaches(to, [...seen, to]));
  const extend = (joined: Joined[], at: string, seen: readonly string[]): Joined[] =>
    neighbours(relationships, at)
      .filter(({ to }) => !seen.includes(to) && reaches(to, [...seen, to]))
      .reduce((all, { to, here, there, join }) => {
        const met = all.flatMap((one): Joined[] => {
          const row = one.get(at);
          const found = rowsOf(to).filter(
            (other) => row && here.every((column, n) => row[column] !== null && row[column] === other[there[n] ?? ""]),
          );
          if (found.length > 0) return found.map((other) => new Map([...one, [to, other]]));
          return join === "left" ? [new Map([...one, [to, null]])] : [];
        });
        return extend(met, to, [...seen, at, to]);
      }, joined);
  return extend(
    rowsOf(root).map((row) => new Map([[root, row]])),
    root,
    [root],
  );
}

function neighbours(relationships: readonly DomainRelationship[], dataset: string) {
  return relationships.flatMap(({ from, to, join }) => [
    ...(from.dataset === dataset ? [{ to: to.dataset, here: from.columns, there: to.columns, join }] : []),
    ...(to.dataset === dataset ? [{ to: from.dataset, here: to.columns, there: from.columns, join }] : []),
  ]);
}

function aggregated(measure: DomainMeasure | undefined, rows: readonly SourceRow[], column: string): SourceValue {
  const values =
    measure?.column === undefined
      ? rows.map(() => 1)
      : rows.map((row) => row[column] ?? null).filter((value) => value !== null);
  const numbers = values.map(Number);
  const sum = numbers.reduce((a, b) => a + b, 0);
  switch (measure?.aggregation) {
    case "count":
      return values.length;
    case "count_distinct":
      return new Set(values).size;
    case "sum":
      return values.length > 0 ? sum : null;
    case "average":
      return values.length > 0 ? sum / values.length : null;
    case "minimum":
      return values.length > 0 ? Math.min(...numbers) : null;
    default:
      return values.length > 0 ? Math.max(...numbers) : null;
  }
}

/** The first day (or hour) of the time that a text of a date or moment lies in, weeks from Monday. */
function rounded(value: SourceValue, grain: TimeGrain | undefined): SourceValue {
  if (grain === undefined || typeof value !== "string") return value;
  if (grain === "hour") return `${value.slice(0, 13)}:00:00`;
  const date = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (grain === "week") date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (grain === "month") date.setUTCDate(1);
  if (grain === "quarter") date.setTime(Date.UTC(year, month - (month % 3), 1));
  if (grain === "year") date.setTime(Date.UTC(year, 0, 1));
  return date.toISOString().slice(0, 10);
}

function holds(value: SourceValue, { operator, values }: DomainFilter): boolean {
  const [first, second] = values;
  const isMoment = typeof value === "string" && value.length > 10;
  const compared = isMoment && String(first).length === 10 ? value.slice(0, 10) : value;
  const order = (other: unknown) =>
    typeof compared === "number"
      ? compared - Number(other)
      : compared === null
        ? Number.NaN
        : compared < String(other)
          ? -1
          : compared > String(other)
            ? 1
            : 0;
  switch (operator) {
    case "equals":
    case "in":
      return values.some((other) => order(other) === 0);
    case "not_equals":
    case "not_in":
      return !values.some((other) => order(other) === 0);
    case "less":
      return order(first) < 0;
    case "less_or_equal":
      return order(first) <= 0;
    case "greater":
      return order(first) > 0;
    case "greater_or_equal":
      return order(first) >= 0;
    case "between":
      return order(first) >= 0 && order(second) <= 0;
    case "contains":
      return value !== null && String(value).toLowerCase().includes(String(first).toLowerCase());
    case "starts_with":
      return value !== null && String(value).toLowerCase().startsWith(String(first).toLowerCase());
    case "is_empty":
      return value === null || value === "";
    default:
      return value !== null && value !== "";
  }
}
