import { now } from "@/lib/clock";
import type { DashboardSettings } from "./dashboard-settings-schema";
import { type CalendarContext, todayIn } from "./relative-dates";

/** The calendar that a dashboard's relative dates follow at this moment: its own time zone's, whoever looks from where. */
export function calendarOf(
  { timeZone = "UTC", weekStart = "monday" }: DashboardSettings,
  time = now(),
): CalendarContext {
  return { today: todayIn(timeZone, time), weekStart };
}
