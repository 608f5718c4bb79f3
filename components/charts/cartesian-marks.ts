import { bisectCenter } from "d3-array";
import type { CartesianLayout } from "./cartesian-layout";
import type { CartesianModel, DrawnSeries } from "./cartesian-model";
import type { CartesianPlan } from "./cartesian-plan";
import type { Edge, Rect } from "./mark-paths";

const widestBar = 48;
const shareOfBand = 0.78;

/** A series in pixels, one entry a place: rectangles of bars, edges of lines and areas. */
export interface Marks {
  readonly series: DrawnSeries;
  readonly rects: readonly (Rect | null)[];
  readonly edges: readonly Edge[];
}

/** Every series of a chart in pixels. */
export function buildMarks(model: CartesianModel, plan: CartesianPlan, layout: CartesianLayout): readonly Marks[] {
  const bars = model.series.filter(({ mark }) => mark.kind === "bar");
  return model.series.map((series) => {
    const isBar = series.mark.kind === "bar";
    const lane = plan.stacked ? 0 : bars.indexOf(series);
    return {
      series,
      rects: isBar ? barRects(series, lane, plan.stacked ? 1 : bars.length, layout) : [],
      edges: isBar ? [] : seriesEdges(series, layout),
    };
  });
}

function barRects(one: DrawnSeries, lane: number, lanes: number, layout: CartesianLayout): readonly (Rect | null)[] {
  const { band, along, across, horizontal, count, plot } = layout;
  const thickness = Math.max(0.5, Math.min((band * shareOfBand) / lanes, widestBar));
  // One pixel of air between neighbours, as soon as there is one to spare.
  const drawn = lanes > 1 && thickness > 4 ? thickness - 1 : thickness;
  const foot = horizontal ? plot.left : plot.top + plot.height;
  return one.extents.slice(0, count).map((extent, index) => {
    const to = extent ? across(extent[1], one.mark.side) : null;
    if (!extent || to === null) return null;
    const from = across(extent[0], one.mark.side) ?? foot;
    const start = along(index) - (thickness * lanes) / 2 + lane * thickness;
    const [least, length] = [Math.min(from, to), Math.abs(to - from)];
    return horizontal
      ? { x: least, y: start, width: length, height: drawn }
      : { x: start, y: least, width: drawn, height: length };
  });
}

function seriesEdges(one: DrawnSeries, { along, across, count, plot }: CartesianLayout): readonly Edge[] {
  const foot = plot.top + plot.height;
  return one.extents.slice(0, count).map((extent, index): Edge => {
    const upper = extent ? across(extent[1], one.mark.side) : null;
    if (!extent || upper === null) return null;
    return [
      [along(index), upper],
      [along(index), across(extent[0], one.mark.side) ?? foot],
    ];
  });
}

export interface Hit {
  readonly index: number;
  /** The series whose mark is at the pointer, if one is. */
  readonly series: DrawnSeries | null;
}

/** How near the pointer must be to a line to mean it, in pixels. */
const reach = 24;

/** What is at a place of the drawing; null outside of the plot. */
export function hitAt(
  x: number,
  y: number,
  marks: readonly Marks[],
  layout: CartesianLayout,
  isContinuous: boolean,
): Hit | null {
  const { plot, horizontal } = layout;
  const isInside = x >= plot.left - 4 && x <= plot.left + plot.width + 4 && y >= 0 && y <= plot.top + plot.height + 4;
  if (!isInside) return null;
  const index = nearestIndex(horizontal ? y : x, layout, isContinuous);
  if (index < 0) return null;
  const touched = marks.find(({ rects }) => holds(rects[index], x, y));
  if (touched) return { index, series: touched.series };
  const lines = marks.filter(({ series }) => series.mark.kind !== "bar");
  const distances = lines.map(({ series, edges }) => ({ series, distance: distanceTo(edges[index], y) }));
  const nearest = distances.sort((a, b) => a.distance - b.distance)[0];
  return { index, series: nearest && nearest.distance <= reach ? nearest.series : null };
}

function holds(rect: Rect | null | undefined, x: number, y: number): boolean {
  if (!rect) return false;
  return x >= rect.x - 1 && x <= rect.x + rect.width + 1 && y >= rect.y - 1 && y <= rect.y + rect.height + 1;
}

function distanceTo(edge: Edge | undefined, y: number): number {
  return edge ? Math.abs(edge[0][1] - y) : Number.POSITIVE_INFINITY;
}

function nearestIndex(
  place: number,
  { places, band, count, plot, horizontal }: CartesianLayout,
  isContinuous: boolean,
): number {
  if (count === 0) return -1;
  if (!isContinuous) {
    const index = Math.floor((place - (horizontal ? plot.top : plot.left)) / band);
    return Math.max(0, Math.min(count - 1, index));
  }
  return bisectCenter(places, place);
}
