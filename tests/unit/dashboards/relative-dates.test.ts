import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  type CalendarContext,
  isDay,
  resolveDay,
  resolveRange,
  todayIn,
  type WeekStart,
} from "@/lib/dashboards/relative-dates";

/** The whole calendar written out day by day: what a person would look up, and nothing that could be computed wrong. */
interface NaiveDay {
  readonly text: string;
  readonly year: number;
  readonly month: number;
  readonly weekday: number;
}

const calendar: readonly NaiveDay[] = writeCalendar(1970, 2100);
const placeOf = new Map(calendar.map((day, index) => [day.text, index]));

function writeCalendar(firstYear: number, lastYear: number): NaiveDay[] {
  const days: NaiveDay[] = [];
  // 1 January 1970 was a Thursday.
  let weekday = 4;
  for (let year = firstYear; year <= lastYear; year += 1) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].forEach((length, month) => {
      for (let date = 1; date <= length; date += 1) {
        const text = `${year}-${String(month + 1).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
        days.push({ text, year, month: month + 1, weekday });
        weekday = (weekday + 1) % 7;
      }
    });
  }
  return days;
}

const firstWeekday: Readonly<Record<WeekStart, number>> = { sunday: 0, monday: 1, saturday: 6 };
const units = ["day", "week", "month", "quarter", "year"] as const;
type Unit = (typeof units)[number];

/** A number that two days share exactly when they are in one unit, and that grows by 1 from each unit to the next. */
function unitNumber(index: number, unit: Unit, weekStart: WeekStart): number {
  const day = calendar[index] as NaiveDay;
  switch (unit) {
    case "day":
      return index;
    case "week": {
      let start = index;
      while ((calendar[start] as NaiveDay).weekday !== firstWeekday[weekStart]) start -= 1;
      return Math.round((start - firstPlaceOf(weekStart)) / 7);
    }
    case "month":
      return day.year * 12 + day.month - 1;
    case "quarter":
      return day.year * 4 + Math.ceil(day.month / 3) - 1;
    case "year":
      return day.year;
  }
}

function firstPlaceOf(weekStart: WeekStart): number {
  return calendar.findIndex(({ weekday }) => weekday === firstWeekday[weekStart]);
}

/** First and last day around `index` whose unit is in the span. */
function naiveRange(index: number, unit: Unit, weekStart: WeekStart, first: number, last: number) {
  const here = unitNumber(index, unit, weekStart);
  const inside = (place: number) => {
    const number = unitNumber(place, unit, weekStart) - here;
    return number >= first && number <= last;
  };
  const reach = { day: 1, week: 7, month: 31, quarter: 92, year: 366 }[unit] * (Math.max(-first, last) + 1);
  const days = calendar.slice(index - reach, index + reach + 1).filter((_, at) => inside(index - reach + at));
  return { from: days[0]?.text, to: days.at(-1)?.text };
}

// Far enough from both ends of the written calendar for every span below.
const someIndex = fc.integer({ min: placeOf.get("1985-01-01"), max: placeOf.get("2085-12-31") });
const someWeekStart = fc.constantFrom<WeekStart>("monday", "sunday", "saturday");
const someUnit = fc.constantFrom(...units);
const someCount = fc.integer({ min: 1, max: 12 });

const at = (index: number, weekStart: WeekStart): CalendarContext => ({
  today: (calendar[index] as NaiveDay).text,
  weekStart,
});

describe("ranges relative to today, beside a calendar written out day by day", () => {
  test("last and next so many are whole units before and after the current one", () => {
    fc.assert(
      fc.property(someIndex, someWeekStart, someUnit, someCount, (index, weekStart, unit, count) => {
        const context = at(index, weekStart);
        expect(resolveRange(`last_${count}_${unit}s`, context)).toEqual(naiveRange(index, unit, weekStart, -count, -1));
        expect(resolveRange(`next_${count}_${unit}s`, context)).toEqual(naiveRange(index, unit, weekStart, 1, count));
      }),
      { numRuns: 300 },
    );
  });

  test("this, last and next are one whole unit; to date ends today", () => {
    fc.assert(
      fc.property(someIndex, someWeekStart, fc.constantFrom(...units.slice(1)), (index, weekStart, unit) => {
        const context = at(index, weekStart);
        const current = naiveRange(index, unit, weekStart, 0, 0);
        expect(resolveRange(`this_${unit}`, context)).toEqual(current);
        expect(resolveRange(`last_${unit}`, context)).toEqual(naiveRange(index, unit, weekStart, -1, -1));
        expect(resolveRange(`next_${unit}`, context)).toEqual(naiveRange(index, unit, weekStart, 1, 1));
        expect(resolveRange(`${unit}_to_date`, context)).toEqual({ from: current.from, to: context.today });
        expect(resolveDay(`start_of_${unit}`, context)).toBe(current.from);
        expect(resolveDay(`end_of_${unit}`, context)).toBe(current.to);
      }),
      { numRuns: 300 },
    );
  });

  test("so many days ago and ahead are counted in the written calendar", () => {
    fc.assert(
      fc.property(someIndex, fc.integer({ min: 1, max: 999 }), (index, count) => {
        const context = at(index, "monday");
        expect(resolveDay(`${count}_days_ago`, context)).toBe(calendar[index - count]?.text);
        expect(resolveDay(`in_${count}_days`, context)).toBe(calendar[index + count]?.text);
        expect(addDays(context.today, -count)).toBe(calendar[index - count]?.text);
      }),
    );
  });

  test("the same day of a shorter month is its last one", () => {
    const context: CalendarContext = { today: "2024-03-31", weekStart: "monday" };
    expect(resolveDay("1_months_ago", context)).toBe("2024-02-29");
    expect(resolveDay("13_months_ago", context)).toBe("2023-02-28");
    expect(resolveDay("in_1_quarters", context)).toBe("2024-06-30");
    expect(resolveDay("in_1_years", { ...context, today: "2024-02-29" })).toBe("2025-02-28");
  });
});

describe("which day it is", () => {
  test("is the day of the zone, on days of 23 and 25 hours too", () => {
    // New York went from EST to EDT on 10 March 2024 at 07:00 UTC, and back on 3 November at 06:00 UTC.
    const day = (iso: string, zone = "America/New_York") => todayIn(zone, new Date(iso));
    expect(day("2024-03-10T04:59:59Z")).toBe("2024-03-09");
    expect(day("2024-03-10T05:00:00Z")).toBe("2024-03-10");
    expect(day("2024-03-11T03:59:59Z")).toBe("2024-03-10");
    expect(day("2024-03-11T04:00:00Z")).toBe("2024-03-11");
    expect(day("2024-11-04T04:59:59Z")).toBe("2024-11-03");
    expect(day("2024-11-04T05:00:00Z")).toBe("2024-11-04");
    expect(day("2024-06-30T10:00:00Z", "Pacific/Kiritimati")).toBe("2024-07-01");
    expect(day("2024-07-01T10:00:00Z", "Pacific/Pago_Pago")).toBe("2024-06-30");
  });

  test("moves on by exactly one, in every zone, however the clocks change", () => {
    const zones = ["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"];
    const someHour = fc.integer({ min: 0, max: 60 * 365 * 24 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), someHour, (zone, hours) => {
        const time = Date.UTC(1990, 0, 1) + hours * 3_600_000;
        const today = todayIn(zone, new Date(time));
        const anHourLater = todayIn(zone, new Date(time + 3_600_000));
        expect([today, addDays(today, 1)]).toContain(anHourLater);
        expect(placeOf.has(today)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test("a period stands for its days, and what the calendar has not stands for none", () => {
  const context: CalendarContext = { today: "2026-03-18", weekStart: "monday" };
  expect(resolveRange("2024-02", context)).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(resolveRange("2024-Q4", context)).toEqual({ from: "2024-10-01", to: "2024-12-31" });
  expect(resolveRange("2024", context)).toEqual({ from: "2024-01-01", to: "2024-12-31" });
  expect(resolveRange("2024-02-29", context)).toEqual({ from: "2024-02-29", to: "2024-02-29" });
  expect(resolveRange("yesterday", context)).toEqual({ from: "2026-03-17", to: "2026-03-17" });
  expect(resolveRange("all_time", context)).toEqual({});
  for (const text of ["2023-02-29", "2024-13", "2024-00", "0000", "last_0_days", "last_1000_days", "last_day", ""]) {
    expect(resolveRange(text, context), text).toBeNull();
    expect(resolveDay(text, context), text).toBeNull();
  }
  expect(isDay("2024-02-30")).toBe(false);
  expect(resolveDay("999_years_ago", { today: "0500-01-01", weekStart: "monday" })).toBeNull();
});
