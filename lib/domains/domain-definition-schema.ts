import { z } from "zod";

/** A name that queries use: a letter, then letters, digits and underscores. */
export const fieldNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, "Small letters, digits and _ only, starting with a letter");

const text = z.string().trim().max(2_000).optional();
const label = z.string().trim().min(1).max(200).optional();
const column = z.string().min(1).max(200);

/** SQL over the columns of the dataset's own rows: `price * quantity`. The guard reads it like any other SQL. */
const expression = z
  .string()
  .max(4_000)
  .refine((sql) => sql.trim() !== "", "Write an expression");

export const timeGrains = ["hour", "day", "week", "month", "quarter", "year"] as const;

/**
 * How numbers or dates are written: those of a field where a card says nothing else, and what a card says. `unit` follows
 * the number, e.g. `min`; `currency` is an ISO 4217 code.
 */
export const fieldFormatSchema = z
  .strictObject({
    style: z.enum(["number", "percent", "currency", "compact", "date"]),
    digits: z.number().int().min(0).max(10).optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "A currency is three capitals, such as USD")
      .optional(),
    unit: z.string().max(20).optional(),
    /** Of dates: how much of one is written. */
    dateStyle: z.enum(["short", "medium", "long", "month", "quarter", "year"]).optional(),
  })
  .meta({ id: "ValueFormat" });

const fieldTexts = { name: fieldNameSchema, label, description: text, format: fieldFormatSchema.optional() };

/** A property to group and filter by. */
const dimensionSchema = z
  .strictObject({
    ...fieldTexts,
    type: z.enum(["text", "number", "boolean", "date", "timestamp"]),
    column: column.optional(),
    expression: expression.optional(),
    /** Of dates and timestamps: what they may be rounded down to; all when left out. */
    grains: z.array(z.enum(timeGrains)).optional(),
    hidden: z.boolean().optional(),
  })
  .refine(({ column: name, expression: sql }) => (name === undefined) !== (sql === undefined), {
    error: "Name a column or write an expression, one of the two",
    path: ["column"],
  });

export const aggregations = ["count", "count_distinct", "sum", "average", "minimum", "maximum"] as const;

/** A measure that a ratio is made of: one of its own dataset by its name, another's as `dataset.measure`. */
const ratioPart = z
  .string()
  .max(127)
  .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/, "Name a measure, or that of another dataset as dataset.measure");

/**
 * A number over many rows: one aggregation, or one measure divided by another. `count` needs neither column nor
 * expression; a ratio has none and no filter either, since its parts have theirs.
 */
const measureSchema = z
  .strictObject({
    ...fieldTexts,
    aggregation: z.enum(aggregations).optional(),
    column: column.optional(),
    expression: expression.optional(),
    /** Only rows for which this holds count: `status = 'paid'`. */
    filter: expression.optional(),
    /** `of` divided by `to`, each added up first: nothing where `to` is nothing or zero. */
    ratio: z.strictObject({ of: ratioPart, to: ratioPart }).optional(),
    hidden: z.boolean().optional(),
  })
  .refine(({ aggregation, ratio }) => (aggregation === undefined) !== (ratio === undefined), {
    error: "Choose an aggregation or a ratio, one of the two",
    path: ["aggregation"],
  })
  .refine(({ ratio, filter }) => ratio === undefined || filter === undefined, {
    error: "A ratio has no condition of its own; its two measures have theirs",
    path: ["filter"],
  })
  .refine(
    ({ ratio, column: name, expression: sql }) => ratio === undefined || (name === undefined && sql === undefined),
    { error: "A ratio has neither column nor expression", path: ["column"] },
  )
  .refine(
    ({ aggregation, ratio, column: name, expression: sql }) => {
      if (ratio !== undefined || aggregation === undefined) return true;
      return name !== undefined ? sql === undefined : sql !== undefined || aggregation === "count";
    },
    { error: "Name a column or write an expression, one of the two", path: ["column"] },
  );

/** Rows of one kind: a table, or the rows of a query. */
const domainDatasetSchema = z
  .strictObject({
    name: fieldNameSchema,
    label,
    description: text,
    /** As card SQL would name it: an unqualified table follows each reader's own schema. */
    table: z
      .strictObject({ schema: z.string().min(1).max(200).optional(), name: z.string().min(1).max(200) })
      .optional(),
    sql: z.string().min(1).max(65_536).optional(),
    /** What makes a row one of its kind; needed to count right across relationships. */
    primaryKey: z.array(column).max(10).optional(),
    dimensions: z.array(dimensionSchema).max(500).default([]),
    measures: z.array(measureSchema).max(500).default([]),
  })
  .refine(({ table, sql }) => (table === undefined) !== (sql === undefined), {
    error: "Name a table or write a query, one of the two",
    path: ["table"],
  });

const side = z.strictObject({ dataset: fieldNameSchema, columns: z.array(column).min(1).max(10) });

/** How rows of two datasets belong together: `from` many rows `to` one, unless the cardinality says otherwise. */
const relationshipSchema = z
  .strictObject({
    name: fieldNameSchema.optional(),
    from: side,
    to: side,
    cardinality: z.enum(["many_to_one", "one_to_one", "one_to_many", "many_to_many"]).default("many_to_one"),
    join: z.enum(["left", "inner"]).default("left"),
  })
  .refine(({ from, to }) => from.columns.length === to.columns.length, {
    error: "Both sides name equally many columns",
    path: ["to", "columns"],
  });

/** Everything a semantic domain says. Names are unique among datasets, and among the fields of one dataset. */
export const domainDefinitionSchema = z
  .strictObject({
    datasets: z.array(domainDatasetSchema).max(100).default([]),
    relationships: z.array(relationshipSchema).max(500).default([]),
  })
  .superRefine(({ datasets }, context) => {
    refuseDoubles(datasets, ["datasets"], context);
    datasets.forEach(({ dimensions, measures }, index) => {
      refuseDoubles([...dimensions, ...measures], ["datasets", index, "dimensions"], context);
    });
  })
  .meta({ id: "DomainDefinition" });

function refuseDoubles(named: readonly { name: string }[], path: (string | number)[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const { name } of named) {
    if (seen.has(name)) context.addIssue({ code: "custom", message: `Two are called ${name}`, path });
    seen.add(name);
  }
}

export type TimeGrain = (typeof timeGrains)[number];
export type FieldFormat = z.output<typeof fieldFormatSchema>;
export type DomainDimension = z.output<typeof dimensionSchema>;
export type Aggregation = (typeof aggregations)[number];
export type DomainMeasure = z.output<typeof measureSchema>;
/** A measure that is no ratio. */
export type AggregatedMeasure = DomainMeasure & { readonly aggregation: Aggregation };
export type DomainDataset = z.output<typeof domainDatasetSchema>;
export type DomainRelationship = z.output<typeof relationshipSchema>;
export type DomainDefinition = z.output<typeof domainDefinitionSchema>;
export type DomainDefinitionInput = z.input<typeof domainDefinitionSchema>;
