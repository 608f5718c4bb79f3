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

/** Where a filter's values are, as card SQL would name it: an unqualified table follows each viewer's own schema. */
export const filterSourceSchema = z.strictObject({
  connectionId: z.uuid(),
  schema: z.string().min(1).max(200).optional(),
  table: z.string().min(1, "Name a table").max(200),
  column: z.string().min(1, "Name a column").max(200),
});

/** A viewer input that a dashboard declares. Cards use it as `{{ filter.<name> }}`, a namespace of its own (R07). */
export const dashboardFilterSchema = z.strictObject({
  name: filterNameSchema,
  label: z.string().trim().min(1, "Give the filter a label").max(100),
  kind: z.enum(["select", "text", "number", "date"]),
  /** The column whose values are offered, fetched under each viewer's own policies. */
  source: filterSourceSchema.optional(),
  default: filterValueSchema.optional(),
  options: z.array(scalar).max(1_000).optional(),
});

/** A filter as people get it: what stands behind its values is for those who may edit (R19). */
export const dashboardFilterViewSchema = dashboardFilterSchema.extend({
  /** Whether `filter-values` answers for it. */
  offersValues: z.boolean(),
});

export const listFilterValuesSchema = z.strictObject({
  filter: filterNameSchema,
  /** A part of the value, whatever its case. */
  search: z.string().trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
  /** Whose data: for authors and admins who look as a tenant, and needed from API keys. */
  asTenantId: z.uuid().optional(),
});

export const filterValuesViewSchema = z.strictObject({
  data: z.array(scalar),
  /** There are more values than were asked for. */
  truncated: z.boolean(),
});

export const dashboardFiltersSchema = z
  .array(dashboardFilterSchema)
  .max(30)
  .refine((filters) => new Set(filters.map(({ name }) => name)).size === filters.length, "Two filters have one name");

/** Values by filter name, as a viewer or a token sends them. */
export const filterValuesSchema = z.record(z.string(), filterValueSchema);

export type FilterSource = z.output<typeof filterSourceSchema>;
export type ListFilterValuesInput = z.input<typeof listFilterValuesSchema>;
export type FilterValuesView = z.output<typeof filterValuesViewSchema>;
export type DashboardFilterView = z.output<typeof dashboardFilterViewSchema>;
export type DashboardFilter = z.output<typeof dashboardFilterSchema>;
export type FilterValue = z.output<typeof filterValueSchema>;
export type FilterValues = z.output<typeof filterValuesSchema>;
