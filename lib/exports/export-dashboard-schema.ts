import { z } from "zod";
import { dashboardSettingsSchema } from "@/lib/dashboards/dashboard-settings-schema";
import { filterValuesSchema } from "@/lib/dashboards/filter-schema";

/** How a dashboard is put on paper or into a picture. */
export const exportDashboardSchema = z.strictObject({
  format: z.enum(["pdf", "png"]),
  /** Of a PDF: one page as long as the dashboard, or sheets of paper. */
  paper: z.enum(["one_page", "a4", "letter"]).default("one_page"),
  orientation: z.enum(["landscape", "portrait"]).default("landscape"),
  theme: z.enum(["light", "dark"]).default("light"),
  /** Writes numbers and dates: a BCP 47 language tag. */
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "Name a language such as en-US")
    .default("en-US"),
  /** Writes times of day; without it, the dashboard's own zone, else UTC. */
  timeZone: dashboardSettingsSchema.shape.timeZone,
  /** Only this tab; without it, all of them one after another. */
  tabId: z.string().max(40).optional(),
  /** What the viewer chose, by filter name. */
  filters: filterValuesSchema.optional(),
  /** Whose data: for authors and admins who look as a tenant, and needed from API keys. */
  asTenantId: z.uuid().optional(),
});

export type ExportDashboardInput = z.input<typeof exportDashboardSchema>;
export type ParsedExport = z.output<typeof exportDashboardSchema>;
