import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardLayout } from "@/lib/dashboards/card-schema";
import { closeGaps, freePlace, moveCard, type PlacedCard, type Places, separate } from "@/lib/dashboards/move-card";

const card = (id: string, x: number, y: number, width: number, height: number): PlacedCard => ({
  id,
  layout: { x, y, width, height },
});

function overlaps(places: Places): boolean {
  const all = [...places.values()];
  return all.some((one, index) =>
    all
      .slice(index + 1)
      .some(
        (other) =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      ),
  );
}

const isInGrid = ({ x, y, width, height }: CardLayout) =>
  x >= 0 && y >= 0 && width >= 1 && height >= 1 && x + width <= 12 && height <= 100;

const anyCards = fc
  .array(
    fc.record({
      x: fc.nat(11),
      y: fc.nat(20),
      width: fc.integer({ min: 1, max: 12 }),
      height: fc.integer({ min: 1, max: 8 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((layouts) =>
    layouts.map((layout, index) => ({
      id: `c${index}`,
      layout: { ...layout, x: Math.min(layout.x, 12 - layout.width) },
    })),
  );

describe("moving a card", () => {
  test("gives it its place and sends those in its way down, and those in theirs", () => {
    const cards = [card("a", 0, 0, 6, 2), card("b", 6, 0, 6, 2), card("c", 6, 2, 6, 2)];
    const places = moveCard(cards, "a", { x: 6 });
    expect(places.get("a")).toEqual({ x: 6, y: 0, width: 6, height: 2 });
    expect(places.get("b")).toEqual({ x: 6, y: 2, width: 6, height: 2 });
    expect(places.get("c")).toEqual({ x: 6, y: 4, width: 6, height: 2 });
  });

  test("upwards changes places with what was above", () => {
    const places = moveCard([card("a", 0, 0, 4, 2), card("b", 0, 2, 4, 2)], "b", { y: 0 });
    expect(places.get("b")?.y).toBe(0);
    expect(places.get("a")?.y).toBe(2);
  });

  test("leaves those alone that are not in the way", () => {
    const places = moveCard([card("a", 0, 0, 2, 2), card("b", 8, 5, 4, 2)], "a", { x: 1 });
    expect(places.get("b")).toEqual({ x: 8, y: 5, width: 4, height: 2 });
  });

  test("never leaves the grid, and no two cards ever overlap, whatever was there", () => {
    fc.assert(
      fc.property(
        anyCards,
        fc.record({
          x: fc.integer({ min: -5, max: 30 }),
          y: fc.integer({ min: -5, max: 30 }),
          width: fc.integer({ min: -2, max: 30 }),
          height: fc.integer({ min: -2, max: 200 }),
        }),
        (cards, change) => {
          for (const places of [moveCard(cards, "c0", change), separate(cards)]) {
            expect(places.size).toBe(cards.length);
            expect([...places.values()].every(isInGrid)).toBe(true);
            expect(overlaps(places)).toBe(false);
          }
        },
      ),
    );
  });
});

test("closing gaps moves all up as far as they go, and keeps them apart", () => {
  const places = closeGaps([card("a", 0, 3, 6, 2), card("b", 0, 9, 12, 2), card("c", 6, 20, 6, 1)]);
  expect(places.get("a")?.y).toBe(0);
  expect(places.get("b")?.y).toBe(2);
  expect(places.get("c")?.y).toBe(4);
  fc.assert(
    fc.property(anyCards, (cards) => {
      const apart = [...separate(cards)].map(([id, layout]) => ({ id, layout }));
      expect(overlaps(closeGaps(apart))).toBe(false);
    }),
  );
});

test("a new card takes the first place that has room", () => {
  expect(freePlace([], 6, 4)).toEqual({ x: 0, y: 0, width: 6, height: 4 });
  expect(freePlace([card("a", 0, 0, 6, 4)], 6, 4)).toEqual({ x: 6, y: 0, width: 6, height: 4 });
  expect(freePlace([card("a", 0, 0, 7, 4)], 6, 2)).toEqual({ x: 0, y: 4, width: 6, height: 2 });
});
