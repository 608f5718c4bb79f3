import { extent } from "d3-array";
import { useMemo, useState } from "react";
import type { ScatterOptions } from "@/lib/dashboards/card-options";
import { buildScatter, type ScatterPoint, type ScatterSet } from "./build-scatter";
import type { AxisText } from "./cartesian-layout";
import { offLogarithm } from "./cartesian-model";
import { ChartFrame } from "./chart-frame";
import { ChartTooltip } from "./chart-tooltip";
import styles from "./charts.module.css";
import { labelOf, withFormats } from "./data-table";
import { type DrawingWords, useDrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import { niceScale, type ValueScale } from "./nice-scale";
import { NoColumns } from "./no-columns";
import { PlotAxes } from "./plot-axes";
import { textWidth } from "./text-width";
import { formatTick, timeTicks } from "./time-axis";
import { type Size, useSize } from "./use-size";
import { commonRow, type DrawingProps, selectionOf } from "./value-event";

export interface ScatterChartProps extends DrawingProps {
  readonly options: ScatterOptions;
}

/** How near the pointer must be to a point to mean it, in pixels. */
const reach = 20;
const mostLegendEntries = 12;

/** Rows as points between two numbers, sized and coloured by others. */
export function ScatterChart({ options, ...drawing }: ScatterChartProps) {
  const { table, locale } = drawing;
  const words = useDrawingWords(locale);
  const set = useMemo(() => buildScatter(table, options, words), [table, options, words]);
  const [plot, size] = useSize<HTMLDivElement>();
  const layout = useMemo(
    () => (set && size ? layoutScatter(set, options, size, words) : null),
    [set, options, size, words],
  );
  const told = useMemo(() => {
    return withFormats(table, { [options.xColumn]: options.xFormat, [options.yColumn]: options.yFormat });
  }, [table, options]);
  if (!set) return <NoColumns />;
  const lost = layout ? layout.spots.filter((spot) => spot === null).length : 0;
  const notes = [
    ...(set.points.length === 0 ? [words.say("nothingToDraw")] : []),
    ...(lost > 0 ? [offLogarithm(lost, words)] : []),
  ];
  return (
    <ChartFrame
      kind="scatter"
      legend={set.series.slice(0, mostLegendEntries)}
      notes={notes}
      plot={plot}
      {...drawing}
      table={told}
    >
      {layout && <ScatterDrawing set={set} options={options} layout={layout} {...drawing} />}
    </ChartFrame>
  );
}

interface ScatterDrawingProps extends ScatterChartProps {
  readonly set: ScatterSet;
  readonly layout: ScatterLayout;
}

function ScatterDrawing({ set, options, layout, table, locale, onValue, selected }: ScatterDrawingProps) {
  const words = useDrawingWords(locale);
  const [pointed, setPointed] = useState<number | null>(null);
  const isChosen = useMemo(() => selectionOf(table, selected), [table, selected]);
  const find = (event: React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearest(layout.spots, event.clientX - box.left, event.clientY - box.top);
  };
  const choose = (event: React.MouseEvent) => {
    const row = set.points[find(event) ?? -1]?.row;
    if (row === undefined) return;
    const { name, cells } = set.label ?? set.x;
    onValue?.({ column: name, value: cells[row] ?? null, row: commonRow(table, [row]) });
  };
  const path = (series: number, wanted: boolean) =>
    set.points
      .map((point, index) =>
        point.series === series && (!isChosen || isChosen(point.row)) === wanted ? circle(layout.spots[index]) : "",
      )
      .join("");
  const spot = pointed === null ? null : layout.spots[pointed];
  const point = pointed === null ? undefined : set.points[pointed];
  return (
    <>
      <svg
        width={layout.size.width}
        height={layout.size.height}
        aria-hidden="true"
        onPointerMove={(event) => setPointed(find(event))}
        onPointerLeave={() => setPointed(null)}
        onClick={onValue && choose}
      >
        <PlotAxes layout={layout} plan={titlesOf(set, options)} />
        {set.series.map(({ name, color }, index) => (
          <g key={name} fill={color} fillOpacity={0.62}>
            <path d={path(index, true)} />
            {isChosen && <path className={styles.dimmed} d={path(index, false)} />}
          </g>
        ))}
        {spot && (
          <circle
            cx={spot.x}
            cy={spot.y}
            r={spot.radius + 1.5}
            fill="none"
            stroke="var(--bhi-text)"
            strokeWidth={1.5}
          />
        )}
      </svg>
      {spot && point && (
        <ChartTooltip
          title={set.label ? formatValue(set.label.cells[point.row], { ...words, type: set.label.type }) : ""}
          lines={tooltipLines(set, options, point, words)}
          x={spot.x}
          y={spot.y}
          size={layout.size}
        />
      )}
    </>
  );
}

function titlesOf({ x, y }: ScatterSet, { xAxis, yAxis }: ScatterOptions) {
  // Without titles nobody could tell what the two numbers are.
  return {
    xAxis: { title: xAxis?.title ?? labelOf(x) },
    axes: { left: { title: yAxis?.title ?? labelOf(y) }, right: {} },
    hasRightAxis: false,
  };
}

function tooltipLines(set: ScatterSet, options: ScatterOptions, { row, series }: ScatterPoint, words: DrawingWords) {
  const line = (column: ScatterSet["x"], format = column.format) => ({
    name: labelOf(column),
    text: formatValue(column.cells[row], { ...words, format, type: column.type }),
  });
  const own = set.series[series];
  return [
    ...(own && set.series.length > 1 ? [{ name: own.name, color: own.color, text: "" }] : []),
    line(set.x, options.xFormat ?? set.x.format),
    line(set.y, options.yFormat ?? set.y.format),
    ...(set.size ? [line(set.size)] : []),
  ];
}

interface PointSpot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

interface ScatterLayout {
  readonly size: Size;
  readonly plot: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly horizontal: false;
  readonly valueTexts: { readonly left: readonly AxisText[]; readonly right: readonly AxisText[] };
  readonly placeTexts: readonly AxisText[];
  readonly zero: number | null;
  readonly spots: readonly (PointSpot | null)[];
}

function layoutScatter(set: ScatterSet, options: ScatterOptions, size: Size, words: DrawingWords): ScatterLayout {
  const yScale = scaleOf(
    set.points.map(({ y }) => y),
    options.yAxis,
    Math.max(1, Math.min(5, Math.floor(size.height / 44))),
  );
  const xCount = Math.max(1, Math.min(8, Math.floor(size.width / 90)));
  const xScale = scaleOf(
    set.points.map(({ x }) => x),
    options.xAxis,
    xCount,
    set.isTime,
  );
  const yFormat = options.yFormat ?? set.y.format;
  const yTexts = yScale.ticks.map((tick) => formatValue(tick, { ...words, format: yFormat, short: true }));
  const left = 28 + yTexts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
  const plot = {
    left,
    top: 10,
    width: Math.max(1, size.width - left - 16),
    height: Math.max(1, size.height - 10 - 40),
  };
  const place = (scale: ValueScale, value: number, start: number, length: number) => {
    const at = scale.at(value);
    return at === null ? null : start + at * length;
  };
  const xOf = (value: number) => place(xScale, value, plot.left, plot.width);
  const yOf = (value: number) => place(yScale, value, plot.top + plot.height, -plot.height);
  const largest = Math.min(16, Math.min(plot.width, plot.height) / 18);
  const spots = set.points.map(({ x, y, size: share }): PointSpot | null => {
    const [cx, cy] = [xOf(x), yOf(y)];
    if (cx === null || cy === null) return null;
    // Areas, not radii, stand for sizes.
    return {
      x: cx,
      y: cy,
      radius: share === null ? (set.points.length > 500 ? 2.5 : 4) : 2 + Math.sqrt(share) * largest,
    };
  });
  const xFormat = options.xFormat ?? set.x.format;
  const time = set.isTime ? timeTicks(xScale.minimum, xScale.maximum, xCount) : null;
  const xTexts = time
    ? time.values.map((at) => ({ value: at, text: formatTick(at, time.unit, words) }))
    : xScale.ticks.map((value) => ({ value, text: formatValue(value, { ...words, format: xFormat, short: true }) }));
  return {
    size,
    plot,
    horizontal: false,
    valueTexts: {
      left: yScale.ticks.map((tick, index) => ({ at: yOf(tick) ?? 0, text: yTexts[index] ?? "" })),
      right: [],
    },
    placeTexts: xTexts.map(({ value, text }) => ({ at: xOf(value) ?? 0, text })),
    zero: !yScale.isLogarithmic && yScale.minimum < 0 && yScale.maximum > 0 ? yOf(0) : null,
    spots,
  };
}

function scaleOf(
  values: readonly number[],
  axis: ScatterOptions["xAxis"],
  tickCount: number,
  isTime = false,
): ValueScale {
  const shown = axis?.logarithmic ? values.filter((value) => value > 0) : values;
  const [least, greatest] = extent(shown);
  if (least === undefined || greatest === undefined) return niceScale({ least: 0, greatest: 1, tickCount });
  // Moments have round ticks of their own, and no need for a round beginning.
  const ends = isTime && greatest > least ? { minimum: least, maximum: greatest } : {};
  return niceScale({ least, greatest, tickCount, ...ends, ...axis });
}

function circle(spot: PointSpot | null | undefined): string {
  if (!spot) return "";
  const { x, y, radius: r } = spot;
  return `M${(x - r).toFixed(1)},${y.toFixed(1)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`;
}

function nearest(spots: readonly (PointSpot | null)[], x: number, y: number): number | null {
  let [best, distance] = [null as number | null, reach];
  for (const [index, spot] of spots.entries()) {
    if (!spot) continue;
    const away = Math.max(0, Math.hypot(spot.x - x, spot.y - y) - spot.radius);
    if (away < distance) [best, distance] = [index, away];
  }
  return best;
}
