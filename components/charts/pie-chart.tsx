import { useMemo } from "react";
import { Pie, PieChart as RechartsPie, Tooltip } from "recharts";
import { buildSlices } from "./build-slices";
import { ChartTooltip } from "./chart-tooltip";
import styles from "./charts.module.css";
import type { DataTable } from "./data-table";
import { formatValue, type ValueFormat } from "./format-value";
import { HiddenTable } from "./hidden-table";
import { NoColumns } from "./no-columns";
import { useSize } from "./use-size";

export interface PieChartProps {
  readonly table: DataTable;
  readonly labelColumn: string;
  readonly valueColumn: string;
  readonly format?: ValueFormat;
  readonly label: string;
  readonly locale: string;
}

const noMargin = { top: 0, right: 0, bottom: 0, left: 0 };

/** Shares of a whole: a ring, and beside it each slice by name with its share. */
export function PieChart({ table, labelColumn, valueColumn, format, label, locale }: PieChartProps) {
  const slices = useMemo(() => buildSlices(table, labelColumn, valueColumn), [table, labelColumn, valueColumn]);
  const [ring, size] = useSize<HTMLDivElement>();
  if (!slices) return <NoColumns />;
  const share = (value: number) => formatValue(value, { locale, format: { style: "percent", digits: 1 } });
  return (
    <figure className={styles.pie} aria-label={label}>
      <div className={styles.ring} aria-hidden="true" ref={ring}>
        {size && (
          <RechartsPie {...size} margin={noMargin}>
            <Pie
              data={slices.map(({ color, ...slice }) => ({ ...slice, fill: color }))}
              dataKey="value"
              nameKey="name"
              innerRadius="62%"
              outerRadius="98%"
              startAngle={90}
              endAngle={-270}
              stroke="var(--bhi-surface)"
              strokeWidth={2}
              isAnimationActive={false}
            />
            <Tooltip
              isAnimationActive={false}
              content={({ active, payload }) => {
                const slice = active ? slices.find(({ name }) => name === payload?.[0]?.name) : undefined;
                return slice ? (
                  <ChartTooltip
                    title=""
                    lines={[
                      { ...slice, text: `${formatValue(slice.value, { locale, format })} · ${share(slice.share)}` },
                    ]}
                  />
                ) : null;
              }}
            />
          </RechartsPie>
        )}
      </div>
      <ul className={styles.slices} aria-hidden="true">
        {slices.map(({ name, value, share: part, color }) => (
          <li key={name} title={formatValue(value, { locale, format })}>
            <span className={styles.swatch} style={{ background: color }} />
            <span className={styles.sliceName}>{name}</span>
            <span className={styles.sliceShare}>{share(part)}</span>
          </li>
        ))}
      </ul>
      <HiddenTable table={table} label={label} locale={locale} />
    </figure>
  );
}
