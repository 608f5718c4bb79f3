import fc from "fast-check";
import { expect, test } from "vitest";
import { niceScale } from "@/components/charts/nice-scale";

const scale = (input: Partial<Parameters<typeof niceScale>[0]>) =>
  niceScale({ least: 0, greatest: 100, tickCount: 5, ...input });

test("ticks are round, and reach beyond the values", () => {
  expect(scale({ least: 1_340, greatest: 2_880 }).ticks).toEqual([1_000, 1_500, 2_000, 2_500, 3_000]);
  expect(scale({ least: 0.02, greatest: 0.33, fromZero: true }).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
});

test("bars start at zero, whatever minimum somebody chose", () => {
  expect(scale({ least: 40, greatest: 90, minimum: 35, fromZero: true }).minimum).toBe(0);
  expect(scale({ least: -40, greatest: 90, fromZero: true }).minimum).toBeLessThanOrEqual(-40);
  expect(scale({ least: -90, greatest: -40, fromZero: true }).maximum).toBe(0);
});

test("a line's axis has the bounds that somebody chose", () => {
  const { minimum, maximum } = scale({ least: 40, greatest: 90, minimum: 30, maximum: 120 });
  expect([minimum, maximum]).toEqual([30, 120]);
});

test("zero is never written as minus zero", () => {
  for (const tick of scale({ least: 0, greatest: 5 }).ticks) expect(Object.is(tick, -0)).toBe(false);
});

test("a logarithmic axis has no place for what is not above zero", () => {
  const { at, ticks, isLogarithmic } = scale({ least: 1, greatest: 9_000_000, logarithmic: true });
  expect(isLogarithmic).toBe(true);
  expect([at(0), at(-5), at(1)]).toEqual([null, null, 0]);
  expect(ticks.every((tick) => Number.isInteger(Math.log10(tick)))).toBe(true);
});

test("any values have an axis with few ticks within it, on which they lie between 0 and 1", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 1, max: 8 }), fc.boolean(), (one, other, tickCount, fromZero) => {
      const [least, greatest] = one < other ? [one, other] : [other, one];
      const { ticks, at, minimum, maximum } = niceScale({ least, greatest, tickCount, fromZero });
      expect(maximum).toBeGreaterThan(minimum);
      expect(ticks.length).toBeLessThanOrEqual(tickCount + 3);
      for (const value of [least, greatest]) {
        expect(at(value)).toBeGreaterThanOrEqual(-1e-6);
        expect(at(value)).toBeLessThanOrEqual(1 + 1e-6);
      }
    }),
  );
});
