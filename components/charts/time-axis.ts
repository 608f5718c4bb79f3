import {
  type CountableTimeInterval,
  type TimeInterval,
  utcDay,
  utcHour,
  utcMinute,
  utcMonday,
  utcMonth,
  utcYear,
} from "d3-time";
import type { CellValue } from "./data-table";
import type { DrawingWords } from "./drawing-words";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export type TimeUnit = "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year";
type Unit = TimeUnit;

export type DateStyle = "short" | "medium" | "long" | "month" | "quarter" | "year";

interface Step {
  readonly unit: Unit;
  readonly interval: TimeInterval;
  /** About how long one step is, in milliseconds. */
  readonly length: number;
}

/** Every so many of a unit. What months do not begin with, such as every second day, goes on through all of them. */
function every(
  unit: Unit,
  interval: CountableTimeInterval,
  length: number,
  counts: readonly number[],
): readonly Step[] {
  return counts.flatMap((count) => {
    const some =
      unit === "day"
        ? interval.filter((date) => interval.count(new Date(0), date) % count === 0)
        : interval.every(count);
    return some ? [{ unit, interval: some, length: count * length }] : [];
  });
}

const steps: readonly Step[] = [
  ...every("minute", utcMinute, minute, [1, 5, 15, 30]),
  ...every("hour", utcHour, hour, [1, 3, 6, 12]),
  ...every("day", utcDay, day, [1, 2]),
  ...every("week", utcMonday, 7 * day, [1, 2]),
  ...every("month", utcMonth, 30.4 * day, [1, 2, 3, 6]),
  ...every("year", utcYear, 365.25 * day, [1, 2, 5, 10, 20, 50, 100]),
];

/**
 * The moment a date or timestamp cell stands for, in milliseconds, or null. What has no zone is read and written as
 * UTC on every machine, so that a day never becomes the one before it.
 */
export function parseTime(cell: CellValue | undefined): number | null {
  if (typeof cell !== "string" || !/^\d{4}-\d{2}-\d{2}/.test(cell)) return null;
  const text = cell.replace(" ", "T");
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) || text.length === 10;
  const time = Date.parse(hasZone ? text : `${text}Z`);
  return Number.isNaN(time) ? null : time;
}

export interface TimeTicks {
  readonly values: readonly number[];
  readonly unit: Unit;
}

/**
 * Ticks on whole hours, days, Mondays, months or years between two moments, at most `most` of them, and none finer
 * than the `grain` of the values.
 */
export function timeTicks(from: number, to: number, most: number, grain: TimeUnit = "minute"): TimeTicks {
  const finest = lengthOf[grain];
  const step = steps.find(({ length }) => length >= finest && (to - from) / length <= most) ?? steps.at(-1);
  if (!step) return { values: [], unit: "year" };
  const values = timesBetween(step.interval, from, to);
  // Of values a quarter each, a tick is a quarter's name.
  return { values, unit: grain === "quarter" && step.unit === "month" ? "quarter" : step.unit };
}

const lengthOf: Readonly<Record<TimeUnit, number>> = {
  minute: 0,
  hour: hour,
  day: day,
  week: 7 * day,
  month: 30.4 * day,
  quarter: 3 * 30.4 * day,
  year: 365.25 * day,
};

/**
 * What each of these moments stands for: a year when all of them begin one, and so on down to minutes. Fewer than
 * three say nothing beyond their day.
 */
export function grainOf(times: readonly number[]): TimeUnit {
  const distinct = [...new Set(times)];
  const dates = distinct.map((time) => new Date(time));
  if (distinct.some((time) => time % hour !== 0)) return "minute";
  if (distinct.some((time) => time % day !== 0)) return "hour";
  if (distinct.length < 3) return "day";
  if (dates.every((date) => date.getUTCDate() === 1)) {
    if (dates.every((date) => date.getUTCMonth() === 0)) return "year";
    return dates.every((date) => date.getUTCMonth() % 3 === 0) ? "quarter" : "month";
  }
  return dates.every((date) => date.getUTCDay() === 1) ? "week" : "day";
}

/** Every moment of a grain between the first and the last, so that what is missing between them has a place, too. */
export function fillTimes(times: readonly number[], grain: TimeUnit, most: number): readonly number[] {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined || grain === "minute" || grain === "hour") return sorted;
  if ((last - first) / lengthOf[grain] > most) return sorted;
  const interval = { day: utcDay, week: utcMonday, month: utcMonth, quarter: utcMonth.every(3), year: utcYear }[grain];
  return interval ? timesBetween(interval, first, last) : sorted;
}

function timesBetween(interval: TimeInterval, from: number, to: number): readonly number[] {
  // d3 leaves out the end.
  return interval.range(new Date(from), new Date(to + 1)).map(Number);
}

/** How a tick is labelled: no more than is needed to tell it from its neighbours. */
export function formatTick(time: number, unit: Unit, words: DrawingWords): string {
  const date = new Date(time);
  const options: Record<Unit, Intl.DateTimeFormatOptions> = {
    minute: { hour: "numeric", minute: "2-digit" },
    hour: date.getUTCHours() === 0 ? { month: "short", day: "numeric" } : { hour: "numeric" },
    day: { month: "short", day: "numeric" },
    week: { month: "short", day: "numeric" },
    month: date.getUTCMonth() === 0 ? { year: "numeric" } : { month: "short" },
    quarter: { year: "numeric" },
    year: { year: "numeric" },
  };
  return unit === "quarter" ? quarterText(date, words) : dateFormat(words.locale, options[unit]).format(date);
}

/** As much of a moment as its style or grain gives: `Mar 2024`, `Q1 2024`, `2024`. */
export function formatDate(time: number, style: DateStyle, words: DrawingWords): string {
  const { locale } = words;
  if (style === "quarter") return quarterText(new Date(time), words);
  if (style === "year") return dateFormat(locale, { year: "numeric" }).format(time);
  if (style === "month") return dateFormat(locale, { month: "short", year: "numeric" }).format(time);
  return dateFormat(locale, { dateStyle: style }).format(time);
}

/** A moment of a grain in full, as in a tooltip. */
export function formatGrain(time: number, grain: TimeUnit, words: DrawingWords): string {
  if (grain === "minute" || grain === "hour") return formatTime(time, "timestamp", words.locale);
  return formatDate(time, grain === "day" || grain === "week" ? "medium" : grain, words);
}

function quarterText(date: Date, { say }: DrawingWords): string {
  return say("quarterOf", { quarter: Math.floor(date.getUTCMonth() / 3) + 1, year: date.getUTCFullYear() });
}

/** A moment in full, as in a tooltip or a table. */
export function formatTime(time: number, type: "date" | "timestamp", locale: string): string {
  const options: Intl.DateTimeFormatOptions =
    type === "date" ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" };
  return dateFormat(locale, options).format(time);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  formats.set(key, format);
  return format;
}
