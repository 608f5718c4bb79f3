import { z } from "zod";
import { answerFieldSchema } from "@/lib/domains/answer-field-schema";
import { exploreSchema, queryResultSchema } from "./query-schema";

/** Which value of an answer the rows are asked of: the clicked row, as far as its dimensions go, and the measure. */
export const clickedValueFields = {
  row: z
    .record(z.string().max(200), z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()]))
    .refine((row) => Object.keys(row).length <= 40, "At most 40 columns")
    .default({}),
  /** A column of the answer; its first measure when it is left out. */
  measure: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
};

/** The rows behind a value of what was explored. */
export const exploreRowsSchema = exploreSchema
  .pick({ projectId: true, asTenantId: true, domainId: true, query: true })
  .extend(clickedValueFields);

export const rowsBehindSchema = queryResultSchema
  .pick({ columns: true, data: true, rowCount: true, truncated: true, asOf: true })
  .extend({ fields: z.array(answerFieldSchema) });

export type ExploreRowsInput = z.input<typeof exploreRowsSchema>;
