import fc from "fast-check";
import { expect, test } from "vitest";
import { isoTimestamp } from "@/lib/engines/duckdb/iso-time";

test("microseconds become the same moment in ISO 8601, before 1970 too", () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_000_000_000, max: 250_000_000_000 }), fc.nat(999_999), (seconds, micros) => {
      const text = isoTimestamp(BigInt(seconds) * 1_000_000n + BigInt(micros)) ?? "";
      expect(text.slice(0, 19)).toBe(new Date(seconds * 1_000).toISOString().slice(0, 19));
      expect(Number(`0${text.slice(19)}`)).toBe(micros / 1_000_000);
    }),
    { numRuns: 2_000 },
  );
});

test("a year of more or fewer than four digits has no ISO form", () => {
  expect(isoTimestamp(253_402_300_800_000_000n)).toBeUndefined();
  expect(isoTimestamp(9_223_372_036_854_775_807n)).toBeUndefined();
});
