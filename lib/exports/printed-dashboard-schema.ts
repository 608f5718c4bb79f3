import { z } from "zod";
import { cardViewSchema } from "@/lib/dashboards/card-schema";

/** A dashboard as the print page gets it, before its rows: no sources, no secrets, nothing to ask with. */
export const printedDashboardSchema = z.strictObject({
  title: z.string(),
  theme: z.enum(["light", "dark"]),
  locale: z.string(),
  /** What the data is of, in words: chosen filters and the tenant looked through. */
  about: z.array(z.string()),
  /** Tabs in their order; a dashboard without tabs is one section without a title. */
  sections: z.array(z.strictObject({ title: z.string().nullable(), cards: z.array(cardViewSchema) })),
});

export type PrintedDashboard = z.output<typeof printedDashboardSchema>;
