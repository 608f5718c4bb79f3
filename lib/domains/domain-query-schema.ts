import { z } from "zod";
import { holdsTenancyLiteral, tenancyLiteralMessage } from "@/lib/tenancy-literal";
import { timeGrains } from "./domain-definition-schema";

/** A field of a domain: `dataset.field`. */
export const domainFieldSchema = z
  .string()
  .max(127)
  .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, "A field is named dataset.field");

const text = z
  .string()
  .max(1_000)
  .refine((value) => !holdsTenancyLiteral(value), tenancyLiteralMessage);

const scalar = z.union([text, z.number(), z.boolean()]);

/** A condition on a dimension, or on a measure once rows are grouped. Values are constants, or a dashboard's filter. */
const domainFilterSchema = z.strictObject({
  field: domainFieldSchema,
  operator: z.enum([
    "equals",
    "not_equals",
    "in",
    "not_in",
    "less",
    "less_or_equal",
    "greater",
    "greater_or_equal",
    "between",
    "contains",
    "starts_with",
    "is_empty",
    "is_not_empty",
  ]),
  values: z.array(scalar).max(1_000).default([]),
  /** The dashboard's filter that gives the values; without a value there, the condition is left out. */
  fromFilter: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/)
    .optional(),
});

/** What is asked of a semantic domain. Without measures, the rows themselves are asked for. */
export const domainQuerySchema = z
  .strictObject({
    dimensions: z
      .array(z.strictObject({ field: domainFieldSchema, grain: z.enum(timeGrains).optional() }))
      .max(20)
      .default([]),
    measures: z.array(domainFieldSchema).max(20).default([]),
    filters: z.array(domainFilterSchema).max(50).default([]),
    /** By a column of the result, as `columnNamesOf` names it. */
    sort: z
      .array(z.strictObject({ column: z.string().max(200), direction: z.enum(["ascending", "descending"]) }))
      .max(10)
      .default([]),
    limit: z.number().int().min(1).max(10_000).default(1_000),
    /** Relationships to go along where two ways are equally short, by the names that the refusal gave. */
    via: z.array(z.string().min(1).max(300)).max(20).optional(),
  })
  .refine(({ dimensions, measures }) => dimensions.length + measures.length > 0, {
    error: "Choose at least one dimension or measure",
    path: ["dimensions"],
  })
  .meta({ id: "DomainQuery" });

/**
 * The names of the columns that a query gives, dimensions first: the field's own name and its grain (`date_month`), with
 * the dataset before it where two fields of the query would share one. They follow from the query alone, so that charts
 * keep their columns when labels change.
 */
export function columnNamesOf({ dimensions, measures }: Pick<DomainQuery, "dimensions" | "measures">): string[] {
  const fields = [...dimensions, ...measures.map((field) => ({ field, grain: undefined }))];
  const short = fields.map(({ field, grain }) => withGrain(field.slice(field.indexOf(".") + 1), grain));
  return fields.map(({ field, grain }, index) => {
    const name = short[index] ?? field;
    const isShared = short.some((other, at) => at !== index && other === name);
    return isShared ? withGrain(field.replace(".", "_"), grain) : name;
  });
}

function withGrain(name: string, grain: string | undefined): string {
  return grain === undefined ? name : `${name}_${grain}`;
}

export type DomainFilter = z.output<typeof domainFilterSchema>;
export type DomainQuery = z.output<typeof domainQuerySchema>;
export type DomainQueryInput = z.input<typeof domainQuerySchema>;
