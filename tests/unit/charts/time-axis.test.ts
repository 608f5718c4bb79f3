import { expect, test } from "vitest";
import { fillTimes, formatTick, grainOf, parseTime, timeTicks } from "@/components/charts/time-axis";
import { english } from "../../support/chart-gallery/english-words";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const isoOf = (time: number) => new Date(time).toISOString();

test("half a year has a tick at the first of each month", () => {
  const { values, unit } = timeTicks(day("2001-01-01"), day("2001-06-30"), 8);
  expect(unit).toBe("month");
  expect(values.map((time) => isoOf(time).slice(0, 10))).toEqual(
    ["01", "02", "03", "04", "05", "06"].map((month) => `2001-${month}-01`),
  );
});

test("weeks begin on Mondays", () => {
  const { values, unit } = timeTicks(day("2024-02-01"), day("2024-03-15"), 8);
  expect(unit).toBe("week");
  expect(values.length).toBeGreaterThan(3);
  for (const time of values) expect(new Date(time).getUTCDay()).toBe(1);
});

test("years begin in January, also over centuries", () => {
  const { values } = timeTicks(day("1850-06-01"), day("2024-01-01"), 8);
  expect(values.length).toBeGreaterThan(2);
  for (const time of values) expect(isoOf(time).slice(4)).toBe("-01-01T00:00:00.000Z");
});

test("there are never more ticks than asked for, but for the one at the start", () => {
  for (const length of [60e3, 36e5, 864e5, 10 * 864e5, 100 * 864e5, 4000 * 864e5]) {
    expect(timeTicks(0, length, 8).values.length).toBeLessThanOrEqual(9);
  }
});

test("a single moment has an axis, too", () => {
  expect(timeTicks(day("2001-01-01"), day("2001-01-01"), 8).values.length).toBeLessThanOrEqual(1);
});

test("a label is as short as its neighbours allow", () => {
  expect(formatTick(day("2001-01-01"), "month", english)).toBe("2001");
  expect(formatTick(day("2001-02-01"), "month", english)).toBe("Feb");
  expect(formatTick(day("2001-02-05"), "week", english)).toBe("Feb 5");
});

test("what is no date has no place in time", () => {
  for (const cell of ["yesterday", "", 20010101, null, true, "2001-13-45"]) expect(parseTime(cell)).toBeNull();
  expect(parseTime("2001-01-01 06:00:00")).toBe(Date.parse("2001-01-01T06:00:00Z"));
});

test("moments tell what they stand for: days, weeks, months, quarters or years", () => {
  const grain = (...texts: string[]) => grainOf(texts.map(day));
  expect(grain("2021-01-01", "2022-01-01", "2024-01-01")).toBe("year");
  expect(grain("2024-01-01", "2024-04-01", "2024-10-01")).toBe("quarter");
  expect(grain("2024-01-01", "2024-02-01", "2024-04-01")).toBe("month");
  expect(grain("2024-01-01", "2024-01-08", "2024-01-22")).toBe("week");
  expect(grain("2024-01-01", "2024-01-02", "2024-01-03")).toBe("day");
  expect(grainOf([day("2024-01-01") + 3_600_000])).toBe("hour");
  expect(grainOf([day("2024-01-01") + 60_000])).toBe("minute");
});

test("one or two days are days, whatever they begin", () => {
  expect(grainOf([day("2024-01-01")])).toBe("day");
  expect(grainOf([day("2023-01-01"), day("2024-01-01")])).toBe("day");
});

test("values a quarter each have ticks of whole quarters", () => {
  const { values, unit } = timeTicks(day("2024-01-01"), day("2024-10-01"), 8, "quarter");
  expect(values.map((time) => formatTick(time, unit, english))).toEqual(["Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024"]);
});

test("missing months have their place among bars", () => {
  const filled = fillTimes([day("2024-01-01"), day("2024-02-01"), day("2024-05-01")], "month", 100);
  expect(filled.map((time) => isoOf(time).slice(5, 7))).toEqual(["01", "02", "03", "04", "05"]);
  expect(fillTimes([day("1800-01-01"), day("2024-01-01")], "day", 100)).toHaveLength(2);
});
