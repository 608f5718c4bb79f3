import fc from "fast-check";
import {
  aggregations,
  type DomainDefinition,
  domainDefinitionSchema,
  type timeGrains,
} from "@/lib/domains/domain-definition-schema";
import type { DomainQueryInput } from "@/lib/domains/domain-query-schema";
import type { SourceRow, SourceTable } from "./source-tables";

export interface RandomDomain {
  readonly definition: DomainDefinition;
  readonly tables: readonly SourceTable[];
}

const cardinalities = ["many_to_one", "one_to_one", "one_to_many", "many_to_many"] as const;
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 5 });
const day = fc
  .integer({ min: 0, max: 800 })
  .map((days) => new Date(Date.UTC(2024, 10, 20 + days)).toISOString().slice(0, 10));
const moment = fc
  .tuple(day, fc.integer({ min: 0, max: 23 }))
  .map(([date, hour]) => `${date} ${String(hour).padStart(2, "0")}:30:00`);

/** Values of one row; `key` is drawn from few, so that rows meet, and sometimes meets nothing. */
const cells = fc.record({
  word: orNull(fc.constantFrom("ant", "bee", "cat", "Ape")),
  size: orNull(fc.integer({ min: -20, max: 20 })),
  born: orNull(day),
  seen: orNull(moment),
  keys: fc.array(orNull(fc.integer({ min: 1, max: 9 })), { minLength: 4, maxLength: 4 }),
});

/** Of one dataset's rows, of another's, and of a ratio; some divide by what is often zero or nothing. */
const ratios = (another: string) => [
  { name: "size_per_row", ratio: { of: "size_sum", to: "rows_count" } },
  { name: "rows_per_size", ratio: { of: "rows_count", to: "size_maximum" } },
  { name: "size_per_other", ratio: { of: "size_sum", to: `${another}.size_count` } },
  { name: "skew", ratio: { of: "size_per_row", to: `${another}.size_per_row` } },
];
const ratioNames = ratios("d0").map(({ name }) => name);

/**
 * Datasets related as a tree, in any direction and cardinality, with rows that keep to it. Columns `k1` … hold the other
 * end of a relationship: unique where the definition says "one".
 */
export const randomDomain: fc.Arbitrary<RandomDomain> = fc
  .array(
    fc.record({
      parent: fc.nat(),
      cardinality: fc.constantFrom(...cardinalities),
      join: fc.constantFrom("left", "inner"),
      rows: fc.array(cells, { minLength: 0, maxLength: 9 }),
    }),
    { minLength: 2, maxLength: 4 },
  )
  .map((datasets) => {
    const relationships = datasets.slice(1).map(({ parent, cardinality, join }, at) => {
      const child = at + 1;
      const isOne = (side: "from" | "to") =>
        side === "from" ? cardinality.startsWith("one_to") : cardinality.endsWith("to_one");
      const column = (side: "from" | "to") => (isOne(side) ? "id" : `k${child}`);
      return {
        from: { dataset: `d${parent % child}`, columns: [column("from")] },
        to: { dataset: `d${child}`, columns: [column("to")] },
        cardinality,
        join: join as "left" | "inner",
      };
    });
    const tables = datasets.map(({ rows }, at): SourceTable => {
      const columns = {
        id: "int",
        word: "text",
        size: "int",
        born: "date",
        seen: "timestamp",
        k1: "int",
        k2: "int",
        k3: "int",
      } as const;
      return {
        name: `d${at}`,
        columns,
        rows: rows.map(
          ({ keys, ...row }, n): SourceRow => ({
            ...row,
            id: n + 1,
            k1: keys[1] ?? null,
            k2: keys[2] ?? null,
            k3: keys[3] ?? null,
          }),
        ),
      };
    });
    const definition = domainDefinitionSchema.parse({
      datasets: tables.map(({ name }, at) => ({
        name,
        table: { name },
        primaryKey: ["id"],
        dimensions: [
          { name: "word", type: "text", column: "word" },
          { name: "size", type: "number", column: "size" },
          { name: "born", type: "date", column: "born" },
          { name: "seen", type: "timestamp", column: "seen" },
        ],
        measures: [
          { name: "rows_count", aggregation: "count" },
          ...aggregations.map((aggregation) => ({ name: `size_${aggregation}`, aggregation, column: "size" })),
          ...ratios(tables[at === 0 ? 1 : at - 1]?.name ?? name),
        ],
      })),
      relationships,
    });
    return { definition, tables };
  });

const grains: readonly (typeof timeGrains)[number][] = ["day", "week", "month", "quarter", "year"];

const sizes = aggregations.map((aggregation) => `size_${aggregation}`);

/** A query with measures over such a domain of `count` datasets. */
export function randomQuery(count: number): fc.Arbitrary<DomainQueryInput> {
  const dataset = fc.integer({ min: 0, max: count - 1 }).map((at) => `d${at}`);
  const dimension = fc.oneof(
    dataset.map((name) => ({ field: `${name}.word` })),
    dataset.map((name) => ({ field: `${name}.size` })),
    fc.tuple(dataset, fc.constantFrom(...grains)).map(([name, grain]) => ({ field: `${name}.born`, grain })),
    fc
      .tuple(dataset, fc.constantFrom("hour" as const, ...grains))
      .map(([name, grain]) => ({ field: `${name}.seen`, grain })),
  );
  const measure = fc
    .tuple(dataset, fc.constantFrom("rows_count", ...sizes, ...ratioNames))
    .map((parts) => parts.join("."));
  const number = fc.integer({ min: -20, max: 20 });
  const operators = ["equals", "not_equals", "less", "less_or_equal", "greater", "greater_or_equal"] as const;
  const compared = fc.constantFrom(...operators);
  const filter = fc.oneof(
    fc.record({ field: dataset.map((name) => `${name}.size`), operator: compared, values: fc.tuple(number) }),
    fc.record({ field: measure, operator: compared, values: fc.tuple(number) }),
    fc.record({ field: dataset.map((name) => `${name}.born`), operator: compared, values: fc.tuple(day) }),
    fc.record({ field: dataset.map((name) => `${name}.seen`), operator: compared, values: fc.tuple(day) }),
    fc.record({
      field: dataset.map((name) => `${name}.seen`),
      operator: fc.constant("between" as const),
      values: fc.tuple(day, day),
    }),
    fc.record({
      field: dataset.map((name) => `${name}.word`),
      operator: fc.constantFrom("in", "not_in"),
      values: fc.array(fc.constantFrom("ant", "bee", "cat"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      field: dataset.map((name) => `${name}.word`),
      operator: fc.constantFrom("contains", "starts_with"),
      values: fc.tuple(fc.constantFrom("a", "E", "at")),
    }),
    fc.record({
      field: fc.tuple(dataset, fc.constantFrom("word", "size")).map((parts) => parts.join(".")),
      operator: fc.constantFrom("is_empty", "is_not_empty"),
    }),
  );
  const unique = <T>(items: readonly T[]) => [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
  return fc.record({
    dimensions: fc.array(dimension, { maxLength: 3 }).map(unique),
    measures: fc.array(measure, { minLength: 1, maxLength: 4 }).map(unique),
    filters: fc.array(filter, { maxLength: 2 }),
    limit: fc.constant(10_000),
  });
}
