import fc from "fast-check";
import { expect, test } from "vitest";
import { namePattern } from "@/lib/engines/duckdb/name-pattern";
import { namesMeet } from "@/lib/policies/names-meet";

test.each([
  ["sales.csv", "sales.csv", true],
  ["sales.csv", "costs.csv", false],
  ["*.csv", "sales.csv", true],
  ["*.csv", "sales.parquet", false],
  ["s*", "*s", true],
  ["a*b", "a*c", false],
  ["a*", "b*", false],
  ["*a*", "b*", true],
  ["*", "*", true],
  ["a*a", "a", false],
])("R03: %s and %s mean a common name: %s", (one, other, meet) => {
  expect([namesMeet(one, other), namesMeet(other, one)]).toEqual([meet, meet]);
});

test("R03: two patterns that both mean a name meet", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), minLength: 1, maxLength: 8 });
  const name = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(text, text, name, (one, other, common) => {
      fc.pre(namePattern(one)(common) && namePattern(other)(common));
      expect(namesMeet(one, other)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
