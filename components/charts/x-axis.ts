import type { SeriesInput, SeriesSet } from "./build-series";
import { type DataTable, findColumn, toNumber } from "./data-table";
import { formatValue } from "./format-value";
import { formatTick, formatTime, parseTime, timeTicks } from "./time-axis";

export type CartesianKind = "line" | "area" | "bar";

/** What to draw, and what the x axis means where the column's type does not say it. */
export type AxisInput = SeriesInput & { readonly xKind?: "category" | "number" | "date" };

type DrawnPoint = { readonly x: number | string; readonly [series: string]: number | string | null };

export interface DrawnAxis {
  readonly points: DrawnPoint[];
  readonly isContinuous: boolean;
  readonly ticks?: number[];
  readonly tickText: (x: number | string) => string;
  readonly exactText: (x: number | string) => string;
}

/** Lines and areas over time or numbers lie where their x is; bars, and everything else, stand side by side. */
export function buildXAxis(
  kind: CartesianKind,
  table: DataTable,
  input: AxisInput,
  set: SeriesSet,
  locale: string,
): DrawnAxis {
  const type = findColumn(table, input.xColumn)?.type ?? "text";
  const xKind =
    input.xKind ?? (type === "date" || type === "timestamp" ? "date" : type === "number" ? "number" : "category");
  const timeType = type === "timestamp" ? "timestamp" : "date";
  if (xKind === "date") {
    const points = placed(set, (x) => parseTime(x));
    const times = points.map(({ x }) => Number(x));
    const { values, unit } = timeTicks(Math.min(...times), Math.max(...times), 8);
    const exactText = (x: number | string) => formatTime(Number(x), timeType, locale);
    const tickText = (x: number | string) => formatTick(Number(x), unit, locale);
    return {
      points,
      isContinuous: kind !== "bar",
      ticks: kind === "bar" ? undefined : [...values],
      tickText,
      exactText,
    };
  }
  const numberText = (x: number | string) => formatValue(x, { locale, type: "number" });
  if (xKind === "number" && kind !== "bar") {
    return { points: placed(set, toNumber), isContinuous: true, tickText: numberText, exactText: numberText };
  }
  const text = xKind === "number" ? numberText : (x: number | string) => shorten(String(x));
  const points = set.points.map(({ x, values }) => ({ ...values, x: x === null ? "None" : String(x) }));
  return { points, isContinuous: false, tickText: text, exactText: xKind === "number" ? numberText : String };
}

/** Points with a number for x, from left to right; rows without one have no place on the axis. */
function placed({ points }: SeriesSet, position: (x: SeriesSet["points"][number]["x"]) => number | null): DrawnPoint[] {
  return points
    .flatMap(({ x, values }) => {
      const place = position(x);
      return place === null ? [] : [{ ...values, x: place }];
    })
    .sort((a, b) => a.x - b.x);
}

function shorten(text: string): string {
  return text.length > 18 ? `${text.slice(0, 17)}…` : text;
}
