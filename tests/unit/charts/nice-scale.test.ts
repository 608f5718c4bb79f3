import fc from "fast-check";
import { expect, test } from "vitest";
import { alignedScale, niceScale } from "@/components/charts/nice-scale";

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

test("few powers of ten have twos and fives between them", () => {
  expect(scale({ least: 3, greatest: 80, logarithmic: true }).ticks).toEqual([1, 2, 5, 10, 20, 50, 100]);
});

test("two axes have their ticks at the same places, at round values of each", () => {
  const left = scale({ least: 0, greatest: 1_320_000, fromZero: true });
  const right = alignedScale({ least: 0.121, greatest: 0.224, tickCount: 5 }, left);
  expect(right?.ticks.map((tick) => right.at(tick))).toEqual(
    left.ticks.map((tick) => expect.closeTo(left.at(tick) ?? -1)),
  );
  expect(right?.ticks[0]).toBe(0.1);
  const signed = scale({ least: -80, greatest: 120, fromZero: true });
  const beside = alignedScale({ least: 3, greatest: 9, minimum: 0, tickCount: 5 }, signed);
  expect([beside?.minimum, beside?.ticks.length]).toEqual([0, signed.ticks.length]);
});

test("bounds that somebody chose are not given up for ticks at the same places", () => {
  const left = scale({ least: 0, greatest: 90, fromZero: true });
  expect(alignedScale({ least: 3, greatest: 9, maximum: 10, tickCount: 5 }, left)).toBeNull();
  expect(alignedScale({ least: 3, greatest: 9, minimum: 0.37, tickCount: 5 }, left)).toBeNull();
  expect(alignedScale({ least: 3, greatest: 9, logarithmic: true, tickCount: 5 }, left)).toBeNull();
});

test("an axis beside any other one holds its values, with as many ticks", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(number, number, number, number, (a, b, c, d) => {
      const left = scale({ least: Math.min(a, b), greatest: Math.max(a, b), fromZero: true });
      const [least, greatest] = [Math.min(c, d), Math.max(c, d)];
      const right = alignedScale({ least, greatest, tickCount: 5 }, left);
      if (!right) return;
      const dust = (right.maximum - right.minimum) * 1e-6;
      expect(right.minimum).toBeLessThanOrEqual(least + dust);
      expect(right.maximum).toBeGreaterThanOrEqual(greatest - dust);
      expect(right.ticks).toHaveLength(left.ticks.length);
    }),
    { seed: 7, numRuns: 2_000 },
  );
});
