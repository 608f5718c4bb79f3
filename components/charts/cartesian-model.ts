import type { Series, SeriesSet } from "./build-series";
import { buildSeries } from "./build-series";
import type { CartesianPlan, MarkPlan, Side } from "./cartesian-plan";
import type { DataTable } from "./data-table";
import type { DrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import { type Extent, type Extents, shareOfPoints, stackExtents, standExtents } from "./stack-series";
import { buildXAxis, type PlacedPoint, type XAxisModel } from "./x-axis";

/** A series with how it is drawn and what it reaches at each place. */
export interface DrawnSeries extends Series {
  readonly mark: MarkPlan;
  readonly extents: readonly Extent[];
}

/** Everything about a chart that does not depend on its size. */
export interface CartesianModel {
  readonly x: XAxisModel;
  readonly points: readonly PlacedPoint[];
  readonly series: readonly DrawnSeries[];
  /** The exact text of a series' value at a place. */
  readonly textOf: (series: Series, index: number) => string;
  readonly shortText: (value: number, side: Side) => string;
  readonly notes: readonly string[];
  /** There is no value at all. */
  readonly isEmpty: boolean;
}

/** Rows as a chart; null when they lack a column that it names. */
export function buildCartesian(table: DataTable, plan: CartesianPlan, words: DrawingWords): CartesianModel | null {
  const set = buildSeries(table, plan.series, words);
  if (!set) return null;
  const x = buildXAxis(table, plan.x, set, plan.hasBars, words);
  const markOf = (one: Series) => plan.markOf(one.column);
  const stackKeys = set.series.filter((one) => plan.stacked && markOf(one).kind !== "line").map(({ key }) => key);
  const otherKeys = set.series.map(({ key }) => key).filter((key) => !stackKeys.includes(key));
  const stackable = plan.asShares ? shareOfPoints(x.points, stackKeys) : x.points;
  const extents: Extents = { ...standExtents(x.points, otherKeys), ...stackExtents(stackable, stackKeys) };
  const series = set.series.map((one): DrawnSeries => {
    const mark = markOf(one);
    // Two axes are of no use to whoever cannot tell which line belongs to which.
    const name = mark.side === "right" ? words.say("rightAxis", { name: one.name }) : one.name;
    return { ...one, name, mark, extents: extents[one.key] ?? [] };
  });
  return {
    x,
    points: x.points,
    series,
    textOf: (one, index) => valueText(one, markOf(one), x.points, stackable, index, plan.asShares, words),
    shortText: (value, side) => shortValue(value, side, series, plan.asShares, words),
    notes: notesOf(plan, set, series, words),
    isEmpty: series.every(({ extents: own }) => own.every((extent) => extent === null)),
  };
}

function valueText(
  { key, format: own }: Series,
  { format = own }: MarkPlan,
  points: readonly PlacedPoint[],
  shares: readonly { readonly values: PlacedPoint["values"] }[],
  index: number,
  asShares: boolean,
  words: DrawingWords,
): string {
  const exact = formatValue(points[index]?.values[key] ?? null, { ...words, format });
  const share = asShares ? (shares[index]?.values[key] ?? null) : null;
  return share === null
    ? exact
    : `${exact} · ${formatValue(share, { ...words, format: { style: "percent", digits: 1 } })}`;
}

function shortValue(
  value: number,
  side: Side,
  series: readonly DrawnSeries[],
  asShares: boolean,
  words: DrawingWords,
): string {
  if (asShares) return formatValue(value, { ...words, format: { style: "percent" }, short: true });
  const first = series.find(({ mark }) => mark.side === side);
  return formatValue(value, { ...words, format: first?.mark.format ?? first?.format, short: true });
}

/** What a logarithmic axis has no place for, counted. */
export function offLogarithm(lost: number, { locale, say }: DrawingWords): string {
  return lost === 1 ? say("oneOffLogarithm") : say("manyOffLogarithm", { count: lost.toLocaleString(locale) });
}

function notesOf(
  plan: CartesianPlan,
  { points }: SeriesSet,
  series: readonly DrawnSeries[],
  words: DrawingWords,
): readonly string[] {
  const notes: string[] = [];
  const values = series.flatMap(({ key, mark }) => points.map(({ values: at }) => ({ value: at[key] ?? null, mark })));
  if (plan.asShares && values.some(({ value }) => value !== null && value < 0)) {
    notes.push(words.say("sharesBelowZero"));
  }
  const lost = values.filter(
    ({ value, mark }) => plan.axes[mark.side].logarithmic && !plan.stacked && value !== null && value <= 0,
  ).length;
  if (lost > 0) notes.push(offLogarithm(lost, words));
  return notes;
}
