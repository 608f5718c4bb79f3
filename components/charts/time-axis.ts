import type { CellValue } from "./data-table";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export type TimeUnit = "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year";
type Unit = TimeUnit;

export type DateStyle = "short" | "medium" | "long" | "month" | "quarter" | "year";

interface Step {
  readonly unit: Unit;
  readonly count: number;
  /** About how long one step is, in milliseconds. */
  readonly length: number;
}

const steps: readonly Step[] = [
  ...[1, 5, 15, 30].map((count): Step => ({ unit: "minute", count, length: count * minute })),
  ...[1, 3, 6, 12].map((count): Step => ({ unit: "hour", count, length: count * hour })),
  ...[1, 2].map((count): Step => ({ unit: "day", count, length: count * day })),
  ...[1, 2].map((count): Step => ({ unit: "week", count, length: count * 7 * day })),
  ...[1, 2, 3, 6].map((count): Step => ({ unit: "month", count, length: count * 30.4 * day })),
  ...[1, 2, 5, 10, 20, 50, 100].map((count): Step => ({ unit: "year", count, length: count * 365.25 * day })),
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
  const values: number[] = [];
  for (let tick = firstTick(from, step); tick <= to && values.length < 1_000; tick = nextTick(tick, step)) {
    values.push(tick);
  }
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
  const months = { month: 1, quarter: 3, year: 12 }[grain as string];
  const filled: number[] = [];
  for (let time = first; time <= last && filled.length <= most; ) {
    filled.push(time);
    time = months ? addMonths(time, months) : time + lengthOf[grain];
  }
  return filled;
}

/** How a tick is labelled: no more than is needed to tell it from its neighbours. */
export function formatTick(time: number, unit: Unit, locale: string): string {
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
  return unit === "quarter" ? quarterText(date) : dateFormat(locale, options[unit]).format(date);
}

/** As much of a moment as its style or grain gives: `Mar 2024`, `Q1 2024`, `2024`. */
export function formatDate(time: number, style: DateStyle, locale: string): string {
  if (style === "quarter") return quarterText(new Date(time));
  if (style === "year") return dateFormat(locale, { year: "numeric" }).format(time);
  if (style === "month") return dateFormat(locale, { month: "short", year: "numeric" }).format(time);
  return dateFormat(locale, { dateStyle: style }).format(time);
}

/** A moment of a grain in full, as in a tooltip. */
export function formatGrain(time: number, grain: TimeUnit, locale: string): string {
  if (grain === "minute" || grain === "hour") return formatTime(time, "timestamp", locale);
  return formatDate(time, grain === "day" || grain === "week" ? "medium" : grain, locale);
}

function quarterText(date: Date): string {
  return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`;
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

function firstTick(from: number, { unit, count, length }: Step): number {
  const date = new Date(from);
  if (unit === "year") return ceilTo(from, Date.UTC(Math.floor(date.getUTCFullYear() / count) * count, 0), count * 12);
  if (unit === "month") {
    return ceilTo(from, Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / count) * count), count);
  }
  // Weeks begin on Mondays; the epoch was a Thursday.
  const offset = unit === "week" ? 4 * day : 0;
  return Math.ceil((from - offset) / length) * length + offset;
}

function ceilTo(from: number, floor: number, months: number): number {
  return floor >= from ? floor : addMonths(floor, months);
}

function nextTick(tick: number, { unit, count, length }: Step): number {
  if (unit === "year") return addMonths(tick, count * 12);
  return unit === "month" ? addMonths(tick, count) : tick + length;
}

function addMonths(time: number, months: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
}
