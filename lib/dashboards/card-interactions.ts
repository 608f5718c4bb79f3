import { z } from "zod";
import { filterNameSchema } from "./filter-schema";

const column = z.string().min(1, "Name a column").max(200);

/** What a click on a drawn value does. Each carries the values of the clicked row, and of declared filters only (R07). */
export const cardInteractionSchema = z.discriminatedUnion("action", [
  /** Cross-filtering: the value of `column` becomes the value of a filter of this dashboard. */
  z.strictObject({ action: z.literal("filter"), column, filter: filterNameSchema }),
  /** Drill to another dashboard of the project, with some of its filters filled in from the row. */
  z.strictObject({
    action: z.literal("dashboard"),
    dashboardId: z.uuid(),
    filters: z.array(z.strictObject({ column, filter: filterNameSchema })).max(10),
  }),
  /** Drill to the rows behind a value of a domain card. */
  z.strictObject({ action: z.literal("rows") }),
]);

export type CardInteraction = z.output<typeof cardInteractionSchema>;
