import { expect, test } from "vitest";
import { formatValue, type ValueFormat } from "@/components/charts/format-value";

const locale = "en-US";
const exact = (value: string | number | boolean | null, format?: ValueFormat) => formatValue(value, { locale, format });
const short = (value: number, format?: ValueFormat) => formatValue(value, { locale, format, short: true });

test("numbers are exact, with thousands told apart", () => {
  expect(exact(1_234_567.125)).toBe("1,234,567.125");
  expect(exact(0.1 + 0.2, { style: "number", digits: 1 })).toBe("0.3");
});

test("decimals that no JSON number could hold keep every digit", () => {
  const text = "12345678901234567890.12";
  expect(formatValue(text, { locale, type: "number" })).toBe("12,345,678,901,234,567,890.12");
});

test("text that looks like a number stays text in a text column", () => {
  expect(formatValue("02134", { locale, type: "text" })).toBe("02134");
});

test("short numbers differ where their values differ on an axis", () => {
  expect([1_800, 2_100, 2_400, 2_750].map((value) => short(value, { style: "number", digits: 0 }))).toEqual([
    "1.8K",
    "2.1K",
    "2.4K",
    "2.75K",
  ]);
  expect(short(1_234_567)).toBe("1.23M");
});

test("percent takes a share, currency its sign, a unit follows", () => {
  expect(exact("0.8123", { style: "percent", digits: 1 })).toBe("81.2%");
  expect(exact(1234.5, { style: "currency", currency: "USD" })).toBe("$1,234.50");
  expect(exact(8.4, { style: "number", digits: 1, unit: "min" })).toBe("8.4\u00a0min");
});

test("missing is a dash and never zero", () => {
  expect(exact(null)).toBe("–");
  expect(exact(null, { style: "number", unit: "min" })).toBe("–");
  expect(exact(0)).toBe("0");
});

test("a date is the same day on every machine", () => {
  expect(formatValue("2001-01-01", { locale, type: "date" })).toBe("Jan 1, 2001");
  expect(formatValue("2001-03-04T23:30:00", { locale, type: "timestamp" })).toMatch(/Mar 4, 2001.*11:30/);
});

test("another language writes numbers its way", () => {
  expect(formatValue(1234.5, { locale: "de-DE" })).toBe("1.234,5");
});

test("a date is written as much as its style says", () => {
  const written = (dateStyle: ValueFormat["dateStyle"], language = locale) =>
    formatValue("2024-05-01", { locale: language, type: "date", format: { style: "date", dateStyle } });
  expect(
    ["short", "long", "month", "quarter", "year"].map((style) => written(style as ValueFormat["dateStyle"])),
  ).toEqual(["5/1/24", "May 1, 2024", "May 2024", "Q2 2024", "2024"]);
  expect(written("long", "de-DE")).toBe("1. Mai 2024");
});

test("numbers beyond trillions are powers of ten when short", () => {
  expect(short(1.25e21)).toBe("1.25E21");
});

test("short numbers of one axis are grouped alike", () => {
  const german = (value: number) => formatValue(value, { locale: "de-DE", short: true });
  expect([5_000, 10_000, 150_000].map(german)).toEqual(["5.000", "10.000", "150.000"]);
  expect(formatValue(5_000, { locale: "en-US", short: true })).toBe("5K");
});
