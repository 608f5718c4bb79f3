import { expect, test } from "vitest";
import { commonRow, selectionOf, valueEvent } from "@/components/charts/value-event";
import { tableOf } from "../../support/chart-gallery/chart-data";

const rows = tableOf({
  state: ["text", ["CA", "CA", "TX"]],
  city: ["text", ["LA", "SF", "Austin"]],
  year: ["number", [2024, 2024, 2024]],
});

test("a mark of several rows tells only what all of them share", () => {
  expect(commonRow(rows, [0, 1])).toEqual({ state: "CA", year: 2024 });
  expect(valueEvent(rows, [0, 1], "state")).toEqual({ column: "state", value: "CA", row: { state: "CA", year: 2024 } });
  expect(valueEvent(rows, [0, 1], "city")).toBeNull();
  expect(valueEvent(rows, [], "state")).toBeNull();
});

test("values of one column are alternatives, columns narrow one another", () => {
  const isChosen = selectionOf(rows, [
    { column: "city", value: "LA" },
    { column: "city", value: "Austin" },
    { column: "state", value: "CA" },
  ]);
  expect([0, 1, 2].map((row) => isChosen?.(row))).toEqual([true, false, false]);
});

test("what is chosen elsewhere in columns that these rows do not have dims nothing", () => {
  expect(selectionOf(rows, [{ column: "airline", value: "Delta" }])).toBeNull();
  expect(selectionOf(rows, [])).toBeNull();
});
