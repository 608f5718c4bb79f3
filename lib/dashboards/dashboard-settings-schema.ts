import { z } from "zod";

/** A page of a dashboard. Its id is the dashboard's own affair: short, and the same in every version. */
const tabSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, "A tab's id has small letters, digits and hyphens"),
  title: z.string().trim().min(1, "Give the tab a title").max(100),
});

export const dashboardTabsSchema = z
  .array(tabSchema)
  .max(20, "A dashboard holds at most 20 tabs")
  .refine((tabs) => new Set(tabs.map(({ id }) => id)).size === tabs.length, "Two tabs have one id");

/** How a dashboard is looked at, whoever looks. */
export const dashboardSettingsSchema = z.strictObject({
  /** Asks for the data again by itself. */
  refreshSeconds: z.number().int().min(10).max(86_400).optional(),
  /** An IANA time zone; "today" and "last month" are meant there. Without one, UTC. */
  timeZone: z
    .string()
    .max(60)
    .refine((zone) => isTimeZone(zone), "Name a time zone such as America/New_York")
    .optional(),
  /** The first day of a week; without it, Monday. */
  weekStart: z.enum(["monday", "sunday", "saturday"]).optional(),
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export type DashboardTab = z.output<typeof tabSchema>;
export type DashboardSettings = z.output<typeof dashboardSettingsSchema>;
