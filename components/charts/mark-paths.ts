/** A place in pixels, or null where a line has a gap. */
export type Spot = readonly [x: number, y: number] | null;

const px = (value: number) => Math.round(value * 10) / 10;

/** The runs of neighbouring spots between gaps. */
function runsOf<T>(spots: readonly (T | null)[]): readonly (readonly T[])[] {
  const runs: T[][] = [];
  let open: T[] | null = null;
  for (const spot of spots) {
    if (spot === null) open = null;
    else if (open) open.push(spot);
    else {
      open = [spot];
      runs.push(open);
    }
  }
  return runs;
}

/** A line through spots that stops at gaps. */
export function linePath(spots: readonly Spot[]): string {
  return runsOf(spots)
    .map((run) => `M${run.map((spot) => (spot ? `${px(spot[0])},${px(spot[1])}` : "")).join("L")}`)
    .join("");
}

/** Dots, for a stroke with round ends: at every spot, or only where a line would be too short to be seen. */
export function dotPath(spots: readonly Spot[], onlyLonely: boolean): string {
  const dots = runsOf(spots).filter((run) => !onlyLonely || run.length === 1);
  return dots
    .flat()
    .map((spot) => (spot ? `M${px(spot[0])},${px(spot[1])}h0` : ""))
    .join("");
}

/** The area between two edges that stops at gaps. */
export function areaPath(
  edges: readonly (readonly [upper: NonNullable<Spot>, lower: NonNullable<Spot>] | null)[],
): string {
  const text = (spot: NonNullable<Spot>) => `${px(spot[0])},${px(spot[1])}`;
  return runsOf(edges)
    .map(
      (run) =>
        `M${run.map(([upper]) => text(upper)).join("L")}L${run
          .map(([, lower]) => text(lower))
          .reverse()
          .join("L")}Z`,
    )
    .join("");
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
