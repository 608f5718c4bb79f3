import { z } from "zod";
import { answerFieldSchema, queryResultSchema } from "@/lib/queries/query-schema";
import { filterValuesSchema } from "./filter-schema";

/** Which value of a card the rows are asked of: the clicked row, as far as its dimensions go, and the measure. */
export const cardRowsSchema = z.strictObject({
  row: z
    .record(z.string().max(200), z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()]))
    .refine((row) => Object.keys(row).length <= 40, "At most 40 columns")
    .default({}),
  measure: z.string().max(200).optional(),
  filters: filterValuesSchema.optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
  asTenantId: z.uuid().optional(),
});

export const cardRowsViewSchema = queryResultSchema
  .pick({ columns: true, data: true, rowCount: true, truncated: true, asOf: true })
  .extend({ fields: z.array(answerFieldSchema) });

export type CardRowsInput = z.input<typeof cardRowsSchema>;
