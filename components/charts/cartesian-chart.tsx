import { useMemo } from "react";
import { Area, Bar, CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { buildSeries, type Series } from "./build-series";
import { ChartTooltip } from "./chart-tooltip";
import styles from "./charts.module.css";
import type { DataTable } from "./data-table";
import { formatValue, type ValueFormat } from "./format-value";
import { HiddenTable } from "./hidden-table";
import { Legend } from "./legend";
import { NoColumns } from "./no-columns";
import { useSize } from "./use-size";
import { type AxisInput, buildXAxis, type CartesianKind } from "./x-axis";

export interface CartesianChartProps {
  readonly kind: CartesianKind;
  readonly table: DataTable;
  readonly input: AxisInput;
  readonly format?: ValueFormat;
  readonly label: string;
  readonly locale: string;
}

const plotMargin = { top: 8, right: 12, bottom: 0, left: 0 };

/** Lines, areas or bars over one x axis. */
export function CartesianChart({ kind, table, input, format, label, locale }: CartesianChartProps) {
  const set = useMemo(() => buildSeries(table, input), [table, input]);
  const axis = useMemo(
    () => (set ? buildXAxis(kind, table, input, set, locale) : null),
    [kind, table, input, set, locale],
  );
  const [plot, size] = useSize<HTMLDivElement>();
  if (!set || !axis) return <NoColumns />;
  const named = set.series.map((one) => ({ ...one, name: one.name.replaceAll("_", " ") }));
  return (
    <figure className={styles.chart} aria-label={label}>
      <Legend entries={named} />
      <div className={styles.plot} aria-hidden="true" ref={plot}>
        {size && (
          <ComposedChart {...size} data={axis.points} margin={plotMargin} barCategoryGap="22%">
            <CartesianGrid vertical={false} stroke="var(--bhi-grid)" />
            <XAxis
              dataKey="x"
              type={axis.isContinuous ? "number" : "category"}
              scale={axis.isContinuous ? "linear" : "auto"}
              domain={axis.isContinuous ? ["dataMin", "dataMax"] : undefined}
              ticks={axis.ticks}
              tickFormatter={axis.tickText}
              tickLine={false}
              axisLine={kind === "bar" ? false : { stroke: "var(--bhi-border)" }}
              tickMargin={8}
              minTickGap={16}
              tick={{ fill: "var(--bhi-muted)" }}
            />
            <YAxis
              width="auto"
              domain={kind === "line" ? ["auto", "auto"] : [(low: number) => Math.min(low, 0), "auto"]}
              tickFormatter={(value: number) => formatValue(value, { locale, format, short: true })}
              tickCount={5}
              tickLine={false}
              axisLine={false}
              tickMargin={6}
              tick={{ fill: "var(--bhi-muted)" }}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={kind === "bar" ? { fill: "var(--bhi-hover)" } : { stroke: "var(--bhi-border)" }}
              content={({ active, label: place }) => {
                const point = active ? axis.points.find((one) => one.x === place) : undefined;
                return point ? (
                  <ChartTooltip
                    title={axis.exactText(point.x)}
                    lines={named.map((one) => ({
                      name: one.name,
                      color: one.color,
                      text: formatValue(point[one.key] ?? null, { locale, format }),
                    }))}
                  />
                ) : null;
              }}
            />
            {kind === "bar" && <ReferenceLine y={0} stroke="var(--bhi-border)" />}
            {named.map((one) => mark(kind, one, input.stacked ?? false, axis.points.length))}
          </ComposedChart>
        )}
      </div>
      <HiddenTable table={table} label={label} locale={locale} />
    </figure>
  );
}

function mark(kind: CartesianKind, series: Series, stacked: boolean, count: number) {
  const { key, name, color, isOther } = series;
  const common = { dataKey: key, name, isAnimationActive: false } as const;
  const stackId = stacked ? "stack" : undefined;
  if (kind === "bar") {
    const radius: [number, number, number, number] = stacked ? [0, 0, 0, 0] : [2, 2, 0, 0];
    return <Bar key={key} {...common} stackId={stackId} fill={color} radius={radius} maxBarSize={48} />;
  }
  const line = { type: "linear", stroke: color, strokeWidth: isOther ? 1 : 1.75, activeDot: { r: 3.5 } } as const;
  // A single point has no line to it, and would be invisible without a dot.
  const dot = count === 1 ? { r: 3, fill: color } : false;
  if (kind === "line") return <Line key={key} {...common} {...line} dot={dot} />;
  const fillOpacity = stacked ? 0.32 : 0.14;
  return <Area key={key} {...common} {...line} stackId={stackId} dot={dot} fill={color} fillOpacity={fillOpacity} />;
}
