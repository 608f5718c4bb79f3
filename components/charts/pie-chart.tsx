import { arc, pie } from "d3-shape";
import { useMemo, useState } from "react";
import type { PieOptions } from "@/lib/dashboards/card-options";
import { buildSlices, countBelowZero, type Slice } from "./build-slices";
import styles from "./charts.module.css";
import { findColumn, withFormats } from "./data-table";
import { useDrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import { HiddenTable } from "./hidden-table";
import { NoColumns } from "./no-columns";
import { useSize } from "./use-size";
import { type DrawingProps, selectionOf, valueEvent } from "./value-event";

export interface PieChartProps extends DrawingProps {
  readonly options: PieOptions;
}

/** Shares of a whole: a pie or a ring, and beside it each slice by name with its share. */
export function PieChart({ options, ...drawing }: PieChartProps) {
  const { table, label, locale, onValue, selected } = drawing;
  const words = useDrawingWords(locale);
  const { labelColumn, valueColumn, colors, donut = false } = options;
  const slices = useMemo(
    () => buildSlices(table, labelColumn, valueColumn, words, colors),
    [table, labelColumn, valueColumn, words, colors],
  );
  const isChosen = useMemo(() => selectionOf(table, selected), [table, selected]);
  const [pointed, setPointed] = useState<string | null>(null);
  if (!slices) return <NoColumns />;
  if (slices.length === 0) return <p className={styles.notice}>{words.say("nothingToDraw")}</p>;
  const format = options.format ?? findColumn(table, valueColumn)?.format;
  const share = (value: number) => formatValue(value, { ...words, format: { style: "percent", digits: 1 } });
  const below = countBelowZero(table, valueColumn);
  const isDimmed = ({ name, rows }: Slice) =>
    pointed === null ? isChosen !== null && !rows.some(isChosen) : pointed !== name;
  const choose = ({ rows }: Slice) => {
    const event = valueEvent(table, rows, labelColumn);
    if (event) onValue?.(event);
  };
  const total = slices.reduce((sum, { value }) => sum + value, 0);
  return (
    <figure className={styles.chart} aria-label={label} data-chart="pie">
      <div className={styles.pie}>
        <Ring
          slices={slices}
          donut={donut}
          isDimmed={isDimmed}
          total={formatValue(total, { ...words, format, short: true })}
          onPoint={setPointed}
          onChoose={onValue && choose}
        />
        <ul className={styles.slices} aria-hidden={onValue === undefined}>
          {slices.map((slice) => {
            const exact = formatValue(slice.value, { ...words, format });
            const line = (
              <>
                <span className={styles.swatch} style={{ background: slice.color }} />
                <span className={styles.sliceName}>{slice.name}</span>
                {pointed === slice.name && <span className={styles.sliceValue}>{exact}</span>}
                <span className={styles.sliceShare}>{share(slice.share)}</span>
              </>
            );
            return (
              <li
                key={slice.name}
                title={`${slice.name}: ${exact}`}
                data-dimmed={isDimmed(slice)}
                onPointerEnter={() => setPointed(slice.name)}
                onPointerLeave={() => setPointed(null)}
              >
                {onValue ? (
                  <button type="button" className={styles.sliceLine} onClick={() => choose(slice)}>
                    {line}
                  </button>
                ) : (
                  <span className={styles.sliceLine}>{line}</span>
                )}
              </li>
            );
          })}
        </ul>
      </div>
      {below > 0 && (
        <p className={styles.note}>
          {below === 1
            ? words.say("oneSliceBelowZero")
            : words.say("slicesBelowZero", { count: below.toLocaleString(locale) })}
        </p>
      )}
      <HiddenTable table={withFormats(table, { [valueColumn]: format })} label={label} locale={locale} />
    </figure>
  );
}

/** From noon clockwise, in the order of the slices. */
const anglesOf = pie<Slice>()
  .sort(null)
  .value(({ value }) => value);

const slicePath = arc<{ startAngle: number; endAngle: number; innerRadius: number }>()
  .digits(2)
  .outerRadius(98)
  .innerRadius(({ innerRadius }) => innerRadius);

interface RingProps {
  readonly slices: readonly Slice[];
  readonly donut: boolean;
  readonly total: string;
  readonly isDimmed: (slice: Slice) => boolean;
  readonly onPoint: (name: string | null) => void;
  readonly onChoose: ((slice: Slice) => void) | undefined;
}

function Ring({ slices, donut, total, isDimmed, onPoint, onChoose }: RingProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const side = size ? Math.min(size.width, size.height) : 0;
  return (
    <div className={styles.ring} aria-hidden="true" ref={box} data-interactive={onChoose !== undefined}>
      {side >= 8 && (
        <svg width={side} height={side} viewBox="-100 -100 200 200" aria-hidden="true">
          {anglesOf([...slices]).map(({ data: slice, ...angles }) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for pointers; the list beside it has the buttons
            <path
              key={slice.name}
              className={isDimmed(slice) ? styles.dimmed : undefined}
              d={slicePath({ ...angles, innerRadius: donut ? 62 : 0 }) ?? ""}
              fill={slice.color}
              stroke="var(--bhi-surface)"
              strokeWidth={slices.length > 1 ? 2 : 0}
              onPointerEnter={() => onPoint(slice.name)}
              onPointerLeave={() => onPoint(null)}
              onClick={onChoose && (() => onChoose(slice))}
            />
          ))}
          {donut && side >= 90 && (
            <text className={styles.ringTotal} textAnchor="middle" dy="0.35em">
              {total}
            </text>
          )}
        </svg>
      )}
    </div>
  );
}
