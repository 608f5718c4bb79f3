import { z } from "zod";
import { filterValuesSchema } from "@/lib/dashboards/filter-schema";

/** Body of `POST /api/v1/dashboards/{id}/data`. */
export const dashboardDataSchema = z.strictObject({
  /** What the viewer chose, by filter name. */
  filters: filterValuesSchema.optional(),
  /** Only these cards; all of them without it. */
  cardIds: z.array(z.string().max(100)).max(100).optional(),
  /** Whose data: for authors and admins who look as a tenant, and needed from API keys. */
  asTenantId: z.string().max(100).optional(),
});
