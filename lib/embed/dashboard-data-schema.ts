import { z } from "zod";
import { filterValuesSchema } from "@/lib/dashboards/filter-schema";

/** Body of `POST /api/v1/dashboards/{id}/data`. */
export const dashboardDataSchema = z.strictObject({
  /** What the viewer chose, by filter name. */
  filters: filterValuesSchema.optional(),
  /** Only these cards; all of them without it. */
  cardIds: z.array(z.string().max(100)).max(100).optional(),
  /** Only the cards of this tab; of the first where there is none of that id. */
  tab: z.string().max(40).optional(),
  /** Whose data: for authors and admins who look as a tenant, and needed from API keys. */
  asTenantId: z.string().max(100).optional(),
  /** Ask the sources although kept answers may be young enough. */
  fresh: z.boolean().optional(),
});

const columnTypes = ["text", "number", "boolean", "date", "timestamp", "time", "json", "other"] as const;

/** One line of the answer: a card's rows, column by column, or why there are none. */
export const dataLineSchema = z.union([
  z.strictObject({
    cardId: z.uuid(),
    columns: z.array(z.object({ name: z.string(), type: z.enum(columnTypes) })),
    data: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    rowCount: z.number().int(),
    truncated: z.boolean(),
    asOf: z.iso.datetime(),
  }),
  z.strictObject({ cardId: z.uuid(), error: z.strictObject({ code: z.string(), message: z.string() }) }),
]);
