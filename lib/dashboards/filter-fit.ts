import type { DashboardFilter, FilterValue, RangeValue } from "./filter-schema";
import { type CalendarContext, isDay, resolveDay, resolveRange } from "./relative-dates";

/** Any calendar: whether a text means a date does not depend on the day. */
const someDay: CalendarContext = { today: "2026-01-01", weekStart: "monday" };

/** Whether a value is a range of its own. */
export function isRange(value: FilterValue): value is RangeValue {
  return typeof value === "object" && !Array.isArray(value);
}

/** Why a value is none for a filter of this kind, in words for whoever sent it; null when it fits. */
export function whyUnfit(kind: DashboardFilter["kind"], value: FilterValue): string | null {
  switch (kind) {
    case "select":
      return isRange(value) ? "Give a value or a list of values" : null;
    case "text":
      return everyOne(value, (one) => typeof one === "string") ? null : "Give a text";
    case "number":
      return everyOne(value, isNumber) ? null : "Give a number";
    case "number_range":
      return isNumberRange(value) ? null : "Give a range of numbers such as { from: 1, to: 5 }";
    case "date":
      return everyOne(value, meansDay) ? null : "Give a date such as 2026-01-31 or 7_days_ago";
    case "date_range":
      return isDateRange(value)
        ? null
        : "Give a range of dates such as last_7_days or { from: 2026-01-01, to: 2026-01-31 }";
  }
}

function everyOne(value: FilterValue, fits: (one: unknown) => boolean): boolean {
  if (isRange(value)) return false;
  return Array.isArray(value) ? value.every(fits) : fits(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function meansDay(value: unknown): value is string {
  return typeof value === "string" && resolveDay(value, someDay) !== null;
}

function isNumberRange(value: FilterValue): boolean {
  if (!isRange(value)) return false;
  const { from, to } = value;
  if (![from, to].every((end) => end === undefined || isNumber(end))) return false;
  return !(isNumber(from) && isNumber(to) && from > to);
}

function isDateRange(value: FilterValue): boolean {
  if (typeof value === "string") return resolveRange(value, someDay) !== null;
  if (!isRange(value)) return false;
  const { from, to } = value;
  if (![from, to].every((end) => end === undefined || meansDay(end))) return false;
  // Of ends that follow the calendar nobody can say today which one will be the earlier.
  return !(typeof from === "string" && typeof to === "string" && isDay(from) && isDay(to) && from > to);
}
