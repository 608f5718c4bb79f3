/** A calendar day as ISO 8601 writes it, `2026-01-31`. Days have no time zone: "today" is found in one, and then is a day. */
export type Day = string;

export const calendarUnits = ["day", "week", "month", "quarter", "year"] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

/** The first day of a week. */
export type WeekStart = "monday" | "sunday" | "saturday";

/** From the first day to the last, both included; an end that is left out is open. */
export interface DayRange {
  readonly from?: Day;
  readonly to?: Day;
}

/** What relative dates are relative to. */
export interface CalendarContext {
  readonly today: Day;
  readonly weekStart: WeekStart;
}

const units = "(days|weeks|months|quarters|years)";
const longUnit = "(week|month|quarter|year)";
const count = "([1-9]\\d{0,2})";
const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const period = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})))?$/;
const counted = new RegExp(`^(last|next)_${count}_${units}$`);
const whole = new RegExp(`^(this|last|next)_${longUnit}$`);
const toDate = new RegExp(`^${longUnit}_to_date$`);
const ago = new RegExp(`^${count}_${units}_ago$`);
const ahead = new RegExp(`^in_${count}_${units}$`);
const edge = new RegExp(`^(start|end)_of_${longUnit}$`);

/** Whether a text is a day that the calendar has, in a year from 1 to 9999: beyond, databases disagree. */
export function isDay(text: string): text is Day {
  return isoDay.test(text) && text >= "0001" && dayOf(timeOf(text)) === text;
}

/** The day it is somewhere, which is another one than elsewhere for most of the day. */
export function todayIn(timeZone: string, time: Date): Day {
  const parts = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(time);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/**
 * The day that a text means: a day itself, or `today`, `yesterday`, `tomorrow`, `7_days_ago`, `in_2_weeks`,
 * `start_of_month`, `end_of_quarter`. Null when it means none.
 */
export function resolveDay(text: string, context: CalendarContext): Day | null {
  const { today } = context;
  if (isDay(text)) return text;
  if (text === "today") return today;
  if (text === "yesterday") return addDays(today, -1);
  if (text === "tomorrow") return addDays(today, 1);
  const back = ago.exec(text);
  if (back) return inCalendar(addUnits(today, -Number(back[1]), singular(back[2])));
  const forth = ahead.exec(text);
  if (forth) return inCalendar(addUnits(today, Number(forth[1]), singular(forth[2])));
  const at = edge.exec(text);
  if (!at) return null;
  const unit = at[2] as CalendarUnit;
  return at[1] === "start" ? startOf(today, unit, context) : endOf(today, unit, context);
}

/**
 * The days that a text means: `today`, `yesterday`, `tomorrow`, `all_time`; `this_week`, `last_month`, `next_year`;
 * `last_7_days` and `next_3_months`, which are whole units before and after the one it is now; `month_to_date`, which
 * ends today; or a period itself, `2026-01-31`, `2026-01`, `2026-Q1`, `2026`. Null when it means none.
 */
export function resolveRange(text: string, context: CalendarContext): DayRange | null {
  const { today } = context;
  if (text === "all_time") return {};
  if (text === "today" || text === "yesterday" || text === "tomorrow" || isDay(text)) {
    const day = resolveDay(text, context);
    return day === null ? null : { from: day, to: day };
  }
  const some = counted.exec(text);
  if (some) return unitsAround(some[1] === "last" ? -Number(some[2]) : Number(some[2]), singular(some[3]), context);
  const one = whole.exec(text);
  if (one)
    return unitsAround({ this: 0, last: -1, next: 1 }[one[1] as "this" | "last" | "next"], unitIn(one[2]), context);
  const begun = toDate.exec(text);
  if (begun) return { from: startOf(today, unitIn(begun[1]), context), to: today };
  return periodRange(text, context);
}

/** The day so many days later; earlier for a number below 0. */
export function addDays(day: Day, days: number): Day {
  return dayOf(timeOf(day) + days * dayMilliseconds);
}

/** So many whole units before (below 0) or after the one that today is in, or that unit itself (0). */
function unitsAround(units: number, unit: CalendarUnit, context: CalendarContext): DayRange | null {
  const start = startOf(context.today, unit, context);
  const from = units > 0 ? addUnits(start, 1, unit) : addUnits(start, units, unit);
  const until = addUnits(start, units > 0 ? units + 1 : units < 0 ? 0 : 1, unit);
  return inCalendar(from) && inCalendar(until) ? { from, to: addDays(until, -1) } : null;
}

function periodRange(text: string, context: CalendarContext): DayRange | null {
  const match = period.exec(text);
  if (!match) return null;
  const [, year = "", quarter, month] = match;
  const first = quarter ? `${year}-${two(Number(quarter) * 3 - 2)}-01` : `${year}-${month ?? "01"}-01`;
  if (!isDay(first)) return null;
  return { from: first, to: endOf(first, quarter ? "quarter" : month ? "month" : "year", context) };
}

/** The same day so many units on; the last day of a month that is shorter. */
function addUnits(day: Day, amount: number, unit: CalendarUnit): Day {
  if (unit === "day" || unit === "week") return addDays(day, amount * (unit === "week" ? 7 : 1));
  const months = amount * { month: 1, quarter: 3, year: 12 }[unit];
  const { year, month, date } = partsOf(day);
  const lastDate = new Date(utc(year, month + months + 1, 0)).getUTCDate();
  return dayOf(utc(year, month + months, Math.min(date, lastDate)));
}

function startOf(day: Day, unit: CalendarUnit, { weekStart }: CalendarContext): Day {
  const { year, month } = partsOf(day);
  switch (unit) {
    case "day":
      return day;
    case "week":
      return addDays(day, -((new Date(timeOf(day)).getUTCDay() - weekdays[weekStart] + 7) % 7));
    case "month":
      return dayOf(utc(year, month, 1));
    case "quarter":
      return dayOf(utc(year, month - (month % 3), 1));
    case "year":
      return dayOf(utc(year, 0, 1));
  }
}

function endOf(day: Day, unit: CalendarUnit, context: CalendarContext): Day {
  return addDays(addUnits(startOf(day, unit, context), 1, unit), -1);
}

const weekdays: Readonly<Record<WeekStart, number>> = { sunday: 0, monday: 1, saturday: 6 };
const dayMilliseconds = 86_400_000;

/** Days are counted in UTC, which has no clock changes: 24 hours later is always the next day. */
function timeOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(time: number): Day {
  return Number.isNaN(time) ? "" : new Date(time).toISOString().slice(0, -14);
}

/** Not `Date.UTC`, which takes the years below 100 for the twentieth century's. */
function utc(year: number, month: number, date: number): number {
  return new Date(0).setUTCFullYear(year, month, date);
}

function partsOf(day: Day) {
  const time = new Date(timeOf(day));
  return { year: time.getUTCFullYear(), month: time.getUTCMonth(), date: time.getUTCDate() };
}

function inCalendar(day: Day): Day | null {
  return isDay(day) ? day : null;
}

function singular(plural: string | undefined): CalendarUnit {
  return unitIn(plural?.slice(0, -1));
}

function unitIn(text: string | undefined): CalendarUnit {
  return calendarUnits.find((unit) => unit === text) ?? "day";
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
