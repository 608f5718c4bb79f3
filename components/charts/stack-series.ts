import { sum } from "d3-array";
import { stack } from "d3-shape";
import type { Point } from "./build-series";

/** From where to where a mark reaches on the value axis; null where a series has no value. */
export type Extent = readonly [from: number, to: number] | null;

/** The marks of each series by key, one for each point. */
export type Extents = Readonly<Record<string, readonly Extent[]>>;

/** Every series from zero to its value. */
export function standExtents(points: readonly Point[], keys: readonly string[]): Extents {
  const extentOf = (value: number | null | undefined): Extent =>
    value === null || value === undefined ? null : [0, value];
  return Object.fromEntries(keys.map((key) => [key, points.map(({ values }) => extentOf(values[key]))]));
}

/** Series on top of one another: what is above zero upwards, what is below zero downwards, so that nothing is hidden. */
export function stackExtents(points: readonly Point[], keys: readonly string[]): Extents {
  // Two stacks and not d3's diverging one, in which a value of zero lies on the axis and tears a hole into an area.
  const upwards = stackOf(points, keys, (value) => Math.max(0, value));
  const downwards = stackOf(points, keys, (value) => Math.min(0, value));
  const extentOf = (series: number, place: number, value: number | null | undefined): Extent => {
    const extent = (value ?? 0) < 0 ? downwards[series]?.[place] : upwards[series]?.[place];
    return value === null || value === undefined || !extent ? null : [extent[0], extent[1]];
  };
  return Object.fromEntries(
    keys.map((key, series) => [key, points.map(({ values }, place) => extentOf(series, place, values[key]))]),
  );
}

function stackOf(points: readonly Point[], keys: readonly string[], partOf: (value: number) => number) {
  return stack<Point>()
    .keys(keys)
    .value(({ values }, key) => partOf(values[key] ?? 0))(points);
}

/** The same points with each value as its share of all values above zero at its place. Values below zero have none. */
export function shareOfPoints(points: readonly Point[], keys: readonly string[]): readonly Point[] {
  return points.map(({ x, values }) => {
    const positive = (key: string) => Math.max(0, values[key] ?? 0);
    const total = sum(keys, positive);
    const shareOf = (key: string) =>
      values[key] === null || values[key] === undefined || Number(values[key]) < 0 || total === 0
        ? null
        : positive(key) / total;
    return { x, values: { ...values, ...Object.fromEntries(keys.map((key) => [key, shareOf(key)])) } };
  });
}
