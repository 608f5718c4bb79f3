import { z } from "zod";
import { holdsTenancyLiteral, tenancyLiteralMessage } from "@/lib/tenancy-literal";

const text = z
  .string()
  .max(1_000)
  .refine((value) => !holdsTenancyLiteral(value), tenancyLiteralMessage);

const scalar = z.union([text, z.number(), z.boolean()]);

/** What a viewer may send for a filter: one value or a list of them. */
export const filterValueSchema = z.union([scalar, z.array(scalar).max(1_000)]);

export const filterNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
    "A filter's name has letters, digits and underscores, and starts with a letter",
  );

/** A viewer input that a dashboard declares. Cards use it as `{{ filter.<name> }}`, a namespace of its own (R07). */
export const dashboardFilterSchema = z.strictObject({
  name: filterNameSchema,
  label: z.string().trim().min(1, "Give the filter a label").max(100),
  kind: z.enum(["select", "text", "number", "date"]),
  /** The column whose values are offered. */
  column: z.string().max(200).optional(),
  default: filterValueSchema.optional(),
  options: z.array(scalar).max(1_000).optional(),
});

export const dashboardFiltersSchema = z
  .array(dashboardFilterSchema)
  .max(30)
  .refine((filters) => new Set(filters.map(({ name }) => name)).size === filters.length, "Two filters have one name");

/** Values by filter name, as a viewer or a token sends them. */
export const filterValuesSchema = z.record(z.string(), filterValueSchema);

export type DashboardFilter = z.output<typeof dashboardFilterSchema>;
export type FilterValue = z.output<typeof filterValueSchema>;
export type FilterValues = z.output<typeof filterValuesSchema>;
