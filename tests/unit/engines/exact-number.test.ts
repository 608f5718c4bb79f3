import fc from "fast-check";
import { expect, test } from "vitest";
import { exactNumber } from "@/lib/engines/exact-number";

test.each([
  ["0", 0],
  ["-17", -17],
  ["2.50", 2.5],
  ["100.00000000000000000000", 100],
  ["9007199254740991", 9007199254740991],
  ["9007199254740993", "9007199254740993"],
  ["0.30000000000000004", 0.30000000000000004],
  ["0.1234567890123456789", "0.1234567890123456789"],
  ["NaN", "NaN"],
  ["-Infinity", "-Infinity"],
])("%s becomes %s", (text, value) => {
  expect(exactNumber(text)).toBe(value);
});

test("a decimal that becomes a number reads back as the same digits, and every other stays as it is", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(12), (digits, scale) => {
      const padded = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
      const split = padded.length - scale;
      const text = `${digits < 0n ? "-" : ""}${padded.slice(0, split)}${scale === 0 ? "" : `.${padded.slice(split)}`}`;
      const value = exactNumber(text);
      if (typeof value === "string") expect(value).toBe(text);
      else expect(BigInt(value.toFixed(scale).replace(".", ""))).toBe(digits);
    }),
    { numRuns: 2_000 },
  );
});
