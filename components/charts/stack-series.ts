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
  const stacked: Record<string, Extent[]> = Object.fromEntries(keys.map((key) => [key, []]));
  for (const { values } of points) {
    let [above, below] = [0, 0];
    for (const key of keys) {
      const value = values[key] ?? null;
      if (value === null) stacked[key]?.push(null);
      else if (value < 0) {
        stacked[key]?.push([below, below + value]);
        below += value;
      } else {
        stacked[key]?.push([above, above + value]);
        above += value;
      }
    }
  }
  return stacked;
}

/** The same points with each value as its share of all values above zero at its place. Values below zero have none. */
export function shareOfPoints(points: readonly Point[], keys: readonly string[]): readonly Point[] {
  return points.map(({ x, values }) => {
    const positive = (key: string) => Math.max(0, values[key] ?? 0);
    const total = keys.reduce((sum, key) => sum + positive(key), 0);
    const shareOf = (key: string) =>
      values[key] === null || values[key] === undefined || Number(values[key]) < 0 || total === 0
        ? null
        : positive(key) / total;
    return { x, values: { ...values, ...Object.fromEntries(keys.map((key) => [key, shareOf(key)])) } };
  });
}
