import { area, line } from "d3-shape";

/** A place in pixels, or null where a line has a gap. */
export type Spot = readonly [x: number, y: number] | null;

/** The upper and the lower edge of a mark at one place, or null where it has a gap. */
export type Edge = readonly [upper: NonNullable<Spot>, lower: NonNullable<Spot>] | null;

const px = (value: number) => Math.round(value * 10) / 10;

const drawLine = line<Spot>()
  .digits(1)
  .defined((spot) => spot !== null)
  .x((spot) => spot?.[0] ?? 0)
  .y((spot) => spot?.[1] ?? 0);

const drawArea = area<Edge>()
  .digits(1)
  .defined((edge) => edge !== null)
  .x((edge) => edge?.[0][0] ?? 0)
  .y1((edge) => edge?.[0][1] ?? 0)
  .y0((edge) => edge?.[1][1] ?? 0);

/** A line through spots that stops at gaps. */
export function linePath(spots: readonly Spot[]): string {
  return drawLine(spots) ?? "";
}

/** The area between two edges that stops at gaps. */
export function areaPath(edges: readonly Edge[]): string {
  return drawArea(edges) ?? "";
}

/** Dots, for a stroke with round ends: at every spot, or only where a line would be too short to be seen. */
export function dotPath(spots: readonly Spot[], onlyLonely: boolean): string {
  const isWanted = (index: number) => !onlyLonely || !(spots[index - 1] || spots[index + 1]);
  return spots.map((spot, index) => (spot && isWanted(index) ? `M${px(spot[0])},${px(spot[1])}h0` : "")).join("");
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A rectangle as part of a path. */
export function rectPath({ x, y, width, height }: Rect): string {
  return `M${px(x)},${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`;
}
