import { expect, test } from "vitest";
import { shareOfPoints, stackExtents, standExtents } from "@/components/charts/stack-series";

const keys = ["a", "b", "c"];
const point = (a: number | null, b: number | null, c: number | null) => ({ x: "p", values: { a, b, c } });

test("side by side every value reaches from zero", () => {
  expect(standExtents([point(3, -2, null)], keys)).toEqual({ a: [[0, 3]], b: [[0, -2]], c: [null] });
});

test("what is below zero stacks downwards and hides nothing that is above", () => {
  expect(stackExtents([point(3, -2, 4)], keys)).toEqual({ a: [[0, 3]], b: [[0, -2]], c: [[3, 7]] });
  expect(stackExtents([point(-1, -2, null)], keys)).toEqual({ a: [[0, -1]], b: [[-1, -3]], c: [null] });
});

test("zero lies on top of what is under it, so that an area has no hole there", () => {
  expect(stackExtents([point(3, 0, 4)], keys)).toEqual({ a: [[0, 3]], b: [[3, 3]], c: [[3, 7]] });
});

test("shares make a whole of what is above zero, and only of that", () => {
  expect(shareOfPoints([point(1, 3, -4)], keys)[0]?.values).toEqual({ a: 0.25, b: 0.75, c: null });
  expect(shareOfPoints([point(0, 0, null)], keys)[0]?.values).toEqual({ a: null, b: null, c: null });
});
