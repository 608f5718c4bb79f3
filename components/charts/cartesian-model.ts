import type { Series, SeriesSet } from "./build-series";
import { buildSeries } from "./build-series";
import type { CartesianPlan, MarkPlan, Side } from "./cartesian-plan";
import { chartSentences } from "./chart-sentences";
import type { DataTable } from "./data-table";
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
export function buildCartesian(table: DataTable, plan: CartesianPlan, locale: string): CartesianModel | null {
  const set = buildSeries(table, plan.series);
  if (!set) return null;
  const x = buildXAxis(table, plan.x, set, plan.hasBars, locale);
  const markOf = (one: Series) => plan.markOf(one.column);
  const stackKeys = set.series.filter((one) => plan.stacked && markOf(one).kind !== "line").map(({ key }) => key);
  const otherKeys = set.series.map(({ key }) => key).filter((key) => !stackKeys.includes(key));
  const stackable = plan.asShares ? shareOfPoints(x.points, stackKeys) : x.points;
  const extents: Extents = { ...standExtents(x.points, otherKeys), ...stackExtents(stackable, stackKeys) };
  const series = set.series.map((one): DrawnSeries => {
    const mark = markOf(one);
    // Two axes are of no use to whoever cannot tell which line belongs to which.
    const name = mark.side === "right" ? `${one.name} (right axis)` : one.name;
    return { ...one, name, mark, extents: extents[one.key] ?? [] };
  });
  return {
    x,
    points: x.points,
    series,
    textOf: (one, index) => valueText(one, markOf(one), x.points, stackable, index, plan.asShares, locale),
    shortText: (value, side) => shortValue(value, side, series, plan.asShares, locale),
    notes: notesOf(plan, set, series, locale),
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
  locale: string,
): string {
  const exact = formatValue(points[index]?.values[key] ?? null, { locale, format });
  const share = asShares ? (shares[index]?.values[key] ?? null) : null;
  return share === null
    ? exact
    : `${exact} · ${formatValue(share, { locale, format: { style: "percent", digits: 1 } })}`;
}

function shortValue(
  value: number,
  side: Side,
  series: readonly DrawnSeries[],
  asShares: boolean,
  locale: string,
): string {
  if (asShares) return formatValue(value, { locale, format: { style: "percent" }, short: true });
  const first = series.find(({ mark }) => mark.side === side);
  return formatValue(value, { locale, format: first?.mark.format ?? first?.format, short: true });
}

function notesOf(
  plan: CartesianPlan,
  { points }: SeriesSet,
  series: readonly DrawnSeries[],
  locale: string,
): readonly string[] {
  const notes: string[] = [];
  const values = series.flatMap(({ key, mark }) => points.map(({ values: at }) => ({ value: at[key] ?? null, mark })));
  if (plan.asShares && values.some(({ value }) => value !== null && value < 0)) {
    notes.push(chartSentences.sharesBelowZero);
  }
  const lost = values.filter(
    ({ value, mark }) => plan.axes[mark.side].logarithmic && !plan.stacked && value !== null && value <= 0,
  ).length;
  if (lost > 0) notes.push(chartSentences.logarithmic(lost, locale));
  return notes;
}
