import { expect, test } from "vitest";
import { cardInputSchema } from "@/lib/dashboards/card-schema";

const card = {
  kind: "BAR",
  title: "Delays",
  connectionId: "0190a0a0-0000-7000-8000-000000000000",
  sql: "SELECT 1",
  options: { xColumn: "hour", yColumns: ["minutes"] },
  layout: { x: 0, y: 0, width: 6, height: 4 },
};

test("options belong to the kind: those of another, unknown ones and missing ones refuse", () => {
  expect(cardInputSchema.safeParse(card).success).toBe(true);
  for (const options of [
    { valueColumn: "minutes" },
    { ...card.options, colour: "red" },
    {},
    { ...card.options, yColumns: [] },
  ]) {
    expect(cardInputSchema.safeParse({ ...card, options }).success).toBe(false);
  }
});

test("a query holds something and at most 64 KiB, counted in bytes", () => {
  const withSql = (sql: string) => cardInputSchema.safeParse({ ...card, sql }).success;
  expect(withSql("x".repeat(65_536))).toBe(true);
  expect(withSql("x".repeat(65_537))).toBe(false);
  expect(withSql("é".repeat(32_769))).toBe(false);
  expect(withSql(" \n\t")).toBe(false);
});

test("a card stays inside the twelve columns", () => {
  expect(cardInputSchema.safeParse({ ...card, layout: { x: 8, y: 0, width: 6, height: 4 } }).success).toBe(false);
  expect(cardInputSchema.safeParse({ ...card, layout: { x: 6, y: 0, width: 6, height: 4 } }).success).toBe(true);
});
