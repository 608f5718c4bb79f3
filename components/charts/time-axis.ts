import type { CellValue } from "./data-table";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

type Unit = "minute" | "hour" | "day" | "week" | "month" | "year";

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
  ...[1, 3, 6].map((count): Step => ({ unit: "month", count, length: count * 30.4 * day })),
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

/** Ticks on whole hours, days, Mondays, months or years between two moments, at most `most` of them. */
export function timeTicks(from: number, to: number, most: number): TimeTicks {
  const step = steps.find(({ length }) => (to - from) / length <= most) ?? steps.at(-1);
  if (!step) return { values: [], unit: "year" };
  const values: number[] = [];
  for (let tick = firstTick(from, step); tick <= to && values.length < 1_000; tick = nextTick(tick, step)) {
    values.push(tick);
  }
  return { values, unit: step.unit };
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
    year: { year: "numeric" },
  };
  return dateFormat(locale, options[unit]).format(date);
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
