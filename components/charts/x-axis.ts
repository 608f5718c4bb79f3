import type { Point, SeriesSet } from "./build-series";
import { type CellValue, type DataTable, findColumn, nameOf, toNumber } from "./data-table";
import type { DrawingWords } from "./drawing-words";
import { formatValue, type ValueFormat } from "./format-value";
import { fewTicks } from "./nice-scale";
import { fillTimes, formatGrain, formatTick, grainOf, parseTime, type TimeUnit, timeTicks } from "./time-axis";

export type XKind = "category" | "number" | "date";

/** Most places that are added where days, weeks or months are missing. */
const mostFilled = 400;

/** A point in its place: `at` orders it on an axis of numbers or time. */
export interface PlacedPoint extends Point {
  readonly at: number;
}

export interface XAxisTick {
  /** On an axis of places the index of one, else a number or a moment. */
  readonly at: number;
  readonly text: string;
}

export interface XAxisModel {
  readonly kind: XKind;
  /** Values lie where their x is; otherwise places stand side by side. */
  readonly isContinuous: boolean;
  readonly points: readonly PlacedPoint[];
  /** Rows whose x is no number or moment, which have no place here. */
  readonly unplaced: number;
  readonly textOf: (point: PlacedPoint) => string;
  /** Short texts under the axis, at most about `most` of them, for the first `count` places where not all are drawn. */
  readonly ticks: (most: number, count?: number) => readonly XAxisTick[];
}

export interface XAxisInput {
  readonly xColumn: string;
  readonly xKind?: XKind;
}

/** Lines and areas over time or numbers lie where their x is; bars, and everything else, stand side by side. */
export function buildXAxis(
  table: DataTable,
  input: XAxisInput,
  set: SeriesSet,
  hasBars: boolean,
  words: DrawingWords,
): XAxisModel {
  const column = findColumn(table, input.xColumn);
  const kind = input.xKind ?? kindOf(column?.type);
  if (kind === "date") return timeModel(set, hasBars, column?.format, words);
  const format = column?.format;
  const text = (x: CellValue) =>
    kind === "number" || column?.type === "boolean"
      ? formatValue(x, { ...words, format, type: column?.type ?? "number" })
      : nameOf(x, words);
  if (kind === "number" && !hasBars) return numberModel(set, text, words, format);
  const points = set.points.map((point, at) => ({ ...point, at }));
  const textOf = ({ x }: PlacedPoint) => text(x);
  return { kind, isContinuous: false, points, unplaced: 0, textOf, ticks: everyNth(points, textOf) };
}

function kindOf(type: string | undefined): XKind {
  if (type === "date" || type === "timestamp") return "date";
  return type === "number" ? "number" : "category";
}

function numberModel(
  set: SeriesSet,
  text: (x: CellValue) => string,
  words: DrawingWords,
  format: ValueFormat | undefined,
): XAxisModel {
  const points = placed(set, toNumber);
  return {
    kind: "number",
    isContinuous: true,
    points,
    unplaced: set.points.length - points.length,
    textOf: ({ x }) => text(x),
    ticks: (most) => {
      const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
      return fewTicks(first, last, most).map((at) => ({
        at,
        text: formatValue(at, { ...words, format, short: true }),
      }));
    },
  };
}

function timeModel(set: SeriesSet, hasBars: boolean, format: ValueFormat | undefined, words: DrawingWords): XAxisModel {
  const found = placed(set, (x) => parseTime(x));
  const times = found.map(({ at }) => at);
  const grain = grainOf(times);
  const textOf = ({ at }: PlacedPoint) =>
    format?.dateStyle ? formatValue(new Date(at).toISOString(), { ...words, format }) : formatGrain(at, grain, words);
  const unplaced = set.points.length - found.length;
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  if (!hasBars) {
    const ticks = (most: number) => {
      const { values, unit } = timeTicks(first, last, most, grain);
      return values.map((at) => ({ at, text: formatTick(at, unit, words) }));
    };
    return { kind: "date", isContinuous: true, points: found, unplaced, textOf, ticks };
  }
  const points = withGaps(found, fillTimes(times, grain, mostFilled));
  return { kind: "date", isContinuous: false, points, unplaced, textOf, ticks: barTicks(points, grain, words) };
}

/** Days on which nothing happened have a place among bars, too. */
function withGaps(points: readonly PlacedPoint[], times: readonly number[]): readonly PlacedPoint[] {
  const known = new Map(points.map((point) => [point.at, point]));
  // A grain that does not fit all of them would lose the others.
  const filled = new Set(times);
  if (points.some(({ at }) => !filled.has(at))) return points;
  return times.map((at) => known.get(at) ?? { x: new Date(at).toISOString(), values: {}, at });
}

function barTicks(all: readonly PlacedPoint[], grain: TimeUnit, words: DrawingWords): XAxisModel["ticks"] {
  return (most, count = all.length) => {
    const points = all.slice(0, count);
    const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
    const { values, unit } = timeTicks(first, last, Math.max(1, most), grain);
    return values.flatMap((time) => {
      const at = points.findIndex((point) => point.at >= time);
      return at < 0 ? [] : [{ at, text: formatTick(time, unit, words) }];
    });
  };
}

function everyNth(points: readonly PlacedPoint[], textOf: (point: PlacedPoint) => string): XAxisModel["ticks"] {
  return (most, count = points.length) => {
    const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
    return points.slice(0, count).flatMap((point, at) => (at % step === 0 ? [{ at, text: textOf(point) }] : []));
  };
}

/** Points with a number for x, from left to right; rows without one have no place on the axis. */
function placed({ points }: SeriesSet, position: (x: CellValue) => number | null): readonly PlacedPoint[] {
  return points
    .flatMap((point) => {
      const at = position(point.x);
      return at === null ? [] : [{ ...point, at }];
    })
    .sort((a, b) => a.at - b.at);
}
