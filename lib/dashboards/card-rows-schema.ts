import { z } from "zod";
import { clickedValueFields } from "@/lib/queries/rows-behind-schema";
import { filterValuesSchema } from "./filter-schema";

/** Which value of a card the rows are asked of, under which filters. */
export const cardRowsSchema = z.strictObject({
  ...clickedValueFields,
  filters: filterValuesSchema.optional(),
  asTenantId: z.uuid().optional(),
});

export type CardRowsInput = z.input<typeof cardRowsSchema>;
