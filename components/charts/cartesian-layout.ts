import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { CartesianModel, DrawnSeries } from "./cartesian-model";
import type { CartesianPlan, Side } from "./cartesian-plan";
import { alignedScale, niceScale, type ScaleInput, type ValueScale } from "./nice-scale";
import { fitText, textWidth } from "./text-width";
import type { Size } from "./use-size";

export interface AxisText {
  /** Pixels from the start of the axis' own direction. */
  readonly at: number;
  readonly text: string;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface EndLabel {
  readonly key: string;
  readonly name: string;
  readonly color: string;
  readonly y: number;
}

/** A chart of one size: where everything is, in pixels. */
export interface CartesianLayout {
  readonly size: Size;
  readonly plot: Box;
  readonly horizontal: boolean;
  /** How many of the points are drawn, from the first. */
  readonly count: number;
  /** The middles of the points along the axis of places, and that of one of them. */
  readonly places: readonly number[];
  readonly along: (index: number) => number;
  /** Room that one place has. */
  readonly band: number;
  /** Where a value is across it; null where a logarithmic axis has none. */
  readonly across: (value: number, side: Side) => number | null;
  readonly valueTexts: Readonly<Record<Side, readonly AxisText[]>>;
  readonly placeTexts: readonly AxisText[];
  /** Where zero is, when it is on the axis. */
  readonly zero: number | null;
  /** Names at the ends of lines, in the place of a legend; null when they would not fit. */
  readonly endLabels: readonly EndLabel[] | null;
}

const lineHeight = 14;
const titleHeight = 18;
const mostEndLabels = 8;

/** Lays a chart out in the room there is. */
export function layoutCartesian(model: CartesianModel, plan: CartesianPlan, size: Size): CartesianLayout {
  const { horizontal } = plan;
  const length = horizontal ? size.width : size.height;
  const tickCount = Math.max(1, Math.min(horizontal ? 6 : 5, Math.floor(length / (horizontal ? 90 : 40))));
  const scales = scalesOf(model, plan, tickCount);
  const wantsEnds = mayLabelEnds(model, plan, size);
  const ends = wantsEnds ? Math.min(130, widest(model.series.map(({ name }) => name)) + 24) : 0;
  const plot = plotBox(model, plan, size, scales, ends);
  const placeLength = horizontal ? plot.height : plot.width;
  const count = model.x.isContinuous
    ? model.points.length
    : Math.min(model.points.length, Math.max(1, Math.floor(placeLength)));
  const band = placeLength / Math.max(1, count);
  const start = horizontal ? plot.top : plot.left;
  const places = placesOf(model, count, start, placeLength);
  const along = (index: number) => places[index] ?? start;
  const across = (value: number, side: Side) => {
    const at = scales[side].at(value);
    if (at === null) return null;
    const inside = Math.max(-0.02, Math.min(1.02, at));
    return horizontal ? plot.left + inside * plot.width : plot.top + (1 - inside) * plot.height;
  };
  const textsOf = (side: Side) =>
    scales[side].ticks.map((tick) => ({ at: across(tick, side) ?? 0, text: model.shortText(tick, side) }));
  const { minimum, maximum, isLogarithmic } = scales.left;
  const layout = {
    size,
    plot,
    horizontal,
    count,
    places,
    along,
    band,
    across,
    valueTexts: { left: textsOf("left"), right: plan.hasRightAxis ? textsOf("right") : [] },
    zero: !isLogarithmic && minimum <= 0 && maximum >= 0 ? across(0, "left") : null,
  };
  return {
    ...layout,
    placeTexts: placeTexts(model, layout),
    endLabels: wantsEnds ? placeEndLabels(model.series, layout) : null,
  };
}

/** Both axes; where nobody chose otherwise, the right one has its texts at the gridlines of the left one. */
function scalesOf(model: CartesianModel, plan: CartesianPlan, tickCount: number): Readonly<Record<Side, ValueScale>> {
  const input = (side: Side) => scaleInput(side, model, plan, tickCount);
  const left = niceScale(input("left"));
  return { left, right: (plan.hasRightAxis && alignedScale(input("right"), left)) || niceScale(input("right")) };
}

function scaleInput(side: Side, { series }: CartesianModel, plan: CartesianPlan, tickCount: number): ScaleInput {
  if (plan.asShares) return { least: 0, greatest: 1, fromZero: true, maximum: 1, tickCount };
  const own = series.filter(({ mark }) => mark.side === side);
  const fromZero = own.some(({ mark }) => mark.kind !== "line");
  // A stack's lengths add up, which they do not on a logarithmic axis.
  const logarithmic = plan.axes[side].logarithmic && !plan.stacked;
  const ends = own.flatMap(({ extents }) =>
    extents.flatMap((one) => (one ? (fromZero && !logarithmic ? one : [one[1]]) : [])),
  );
  const none = logarithmic ? 1 : 0;
  const [least = none, greatest = logarithmic ? 10 : 1] = extent(logarithmic ? ends.filter((end) => end > 0) : ends);
  const { minimum, maximum } = plan.axes[side];
  return { least, greatest, minimum, maximum, logarithmic, fromZero, tickCount };
}

function plotBox(
  model: CartesianModel,
  plan: CartesianPlan,
  size: Size,
  scales: Readonly<Record<Side, ValueScale>>,
  ends: number,
): Box {
  const texts = (side: Side) => scales[side].ticks.map((tick) => model.shortText(tick, side));
  const places = plan.horizontal
    ? Math.min(widest(model.points.slice(0, 500).map(model.x.textOf)), size.width * 0.4, 200)
    : 0;
  const leftTitle = (plan.horizontal ? plan.xAxis.title : plan.axes.left.title) ? titleHeight : 0;
  const bottomTitle = (plan.horizontal ? plan.axes.left.title : plan.xAxis.title) ? titleHeight : 0;
  const left = (plan.horizontal ? places : widest(texts("left"))) + 10 + leftTitle;
  const right = plan.hasRightAxis
    ? widest(texts("right")) + 10 + (plan.axes.right.title ? titleHeight : 0)
    : Math.max(ends, plan.horizontal && plan.showValues ? 44 : 12, plan.horizontal ? beyondEnd(texts("left")) : 0);
  const top = plan.showValues && !plan.horizontal ? 18 : 8;
  const bottom = 22 + bottomTitle;
  return {
    left,
    top,
    width: Math.max(1, size.width - left - right),
    height: Math.max(1, size.height - top - bottom),
  };
}

/** What the last text of an axis needs beyond the axis' own end, where it is centred. */
function beyondEnd(texts: readonly string[]): number {
  return textWidth(texts.at(-1) ?? "") / 2 + 2;
}

function placesOf({ x, points }: CartesianModel, count: number, start: number, length: number): readonly number[] {
  const ends = x.isContinuous ? [points[0]?.at ?? 0, points.at(-1)?.at ?? 0] : [-0.5, count - 0.5];
  const scale = scaleLinear(ends, [start, start + length]);
  return points.slice(0, count).map(({ at }, index) => scale(x.isContinuous ? at : index));
}

function placeTexts(
  { x, points }: CartesianModel,
  { size, plot, horizontal, band, along, count }: Omit<CartesianLayout, "placeTexts" | "endLabels">,
): readonly AxisText[] {
  if (horizontal) {
    const every = Math.max(1, Math.ceil(lineHeight / band));
    const texts = points.slice(0, count).map((point, index) => ({
      at: along(index),
      text: fitText(x.textOf(point), plot.left - 10),
    }));
    return texts.filter((_, index) => index % every === 0);
  }
  if (x.isContinuous) {
    const at = scaleLinear([points[0]?.at ?? 0, points.at(-1)?.at ?? 0], [plot.left, plot.left + plot.width]);
    return spaced(
      x.ticks(Math.floor(plot.width / 58)).map((tick) => ({ at: at(tick.at), text: tick.text })),
      size.width,
    );
  }
  if (x.kind === "category") {
    const widestText = widest(points.slice(0, count).map(x.textOf));
    // Shortened names are better than missing ones, as long as something of them is left.
    const room = Math.max(band, Math.min(widestText + 12, 56));
    const texts = x.ticks(Math.max(1, Math.floor(plot.width / room)), count);
    const every = texts.length > 1 ? (texts[1]?.at ?? 1) - (texts[0]?.at ?? 0) : 1;
    return texts.map(({ at, text }) => ({ at: along(at), text: fitText(text, band * every - 6) }));
  }
  const texts = x.ticks(Math.floor(plot.width / 56), count);
  return spaced(
    texts.map(({ at, text }) => ({ at: along(at), text })),
    size.width,
  );
}

/** Texts that would touch the one before them are left out; one that would be cut off at an end moves in. */
function spaced(texts: readonly AxisText[], width: number): readonly AxisText[] {
  let end = Number.NEGATIVE_INFINITY;
  const inside = texts.map(({ at, text }) => ({ at: Math.min(at, width - textWidth(text) / 2), text }));
  return inside.filter(({ at, text }) => {
    const half = textWidth(text) / 2;
    if (at - half < end + 8) return false;
    end = at + half;
    return true;
  });
}

function mayLabelEnds({ series }: CartesianModel, plan: CartesianPlan, { width, height }: Size): boolean {
  const isLines = !plan.hasBars && !plan.stacked && series.every(({ mark }) => mark.kind === "line");
  return isLines && series.length > 1 && series.length <= mostEndLabels && width >= 420 && height >= 120;
}

/** Names beside the last values of their lines, moved apart a little where they would touch. */
function placeEndLabels(
  series: readonly DrawnSeries[],
  { plot, across }: Pick<CartesianLayout, "plot" | "across">,
): readonly EndLabel[] | null {
  const labels = series.flatMap(({ key, name, color, mark, extents }) => {
    const last = extents.findLast((extent) => extent !== null);
    const y = last ? across(last[1], mark.side) : null;
    return y === null ? [] : [{ key, name, color, y, wanted: y }];
  });
  if (labels.length < series.length) return null;
  labels.sort((a, b) => a.y - b.y);
  for (const [index, label] of labels.entries()) {
    label.y = Math.max(label.y, (labels[index - 1]?.y ?? plot.top - lineHeight) + lineHeight);
  }
  const overflow = (labels.at(-1)?.y ?? 0) - (plot.top + plot.height);
  if (overflow > 0) for (const label of labels) label.y -= overflow;
  // A name far from its line would be taken for another line's.
  return labels.some(({ y, wanted }) => Math.abs(y - wanted) > lineHeight * 1.5) ? null : labels;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
}
