import { describe, expect, test } from "vitest";
import { pairedNumbers, phoneOrder } from "@/components/dashboards/phone-order";

const card = (id: string, kind: string, y: number, order?: number) => ({
  id,
  kind,
  layout: { x: 0, y, width: 4, height: 2 },
  mobileLayout: order === undefined ? null : { order, height: 2 },
});

describe("a narrow screen", () => {
  test("shows cards in the order somebody gave, and those that nobody placed behind them in reading order", () => {
    const cards = [
      card("new", "BAR", 0),
      card("second", "BAR", 1, 1),
      card("first", "BAR", 2, 0),
      card("last", "PIE", 9),
    ];
    expect(phoneOrder(cards).map(({ id }) => id)).toEqual(["first", "second", "new", "last"]);
  });

  test("has two numbers beside each other, and gives a line to one that is left over", () => {
    const cards = [card("a", "NUMBER", 0), card("b", "NUMBER", 1), card("c", "NUMBER", 2), card("chart", "BAR", 3)];
    expect([...pairedNumbers(cards)]).toEqual([
      ["a", "left"],
      ["b", "right"],
    ]);
  });

  test("pairs no numbers that something stands between, by the order of narrow screens", () => {
    const apart = [card("a", "NUMBER", 0, 0), card("chart", "BAR", 2, 1), card("b", "NUMBER", 1, 2)];
    expect(pairedNumbers(apart).size).toBe(0);
    const together = [card("a", "NUMBER", 0, 0), card("chart", "BAR", 1, 2), card("b", "NUMBER", 2, 1)];
    expect([...pairedNumbers(together).keys()]).toEqual(["a", "b"]);
  });
});
