import { useMemo, useState } from "react";
import type { HeatmapOptions } from "@/lib/dashboards/card-options";
import { buildHeatmap, type HeatmapCell, type HeatmapSet, shadeColor, shadeCount, shadeOf } from "./build-heatmap";
import { ChartFrame } from "./chart-frame";
import { ChartTooltip } from "./chart-tooltip";
import styles from "./charts.module.css";
import { findColumn, labelOf, withFormats } from "./data-table";
import { firstOf, useDrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import { rectPath } from "./mark-paths";
import { NoColumns } from "./no-columns";
import { fitText, textWidth } from "./text-width";
import { type Size, useSize } from "./use-size";
import { type DrawingProps, selectionOf, valueEvent } from "./value-event";

export interface HeatmapChartProps extends DrawingProps {
  readonly options: HeatmapOptions;
}

/** A value for each pair of places, told by its shade. */
export function HeatmapChart({ options, ...drawing }: HeatmapChartProps) {
  const { table, locale } = drawing;
  const words = useDrawingWords(locale);
  const set = useMemo(() => buildHeatmap(table, options, words), [table, options, words]);
  const [plot, size] = useSize<HTMLDivElement>();
  const layout = useMemo(() => (set && size ? layoutHeatmap(set, size) : null), [set, size]);
  const told = useMemo(() => withFormats(table, { [options.valueColumn]: options.format }), [table, options]);
  if (!set) return <NoColumns />;
  const notes: string[] = set.cells.length === 0 ? [words.say("nothingToDraw")] : [];
  if (layout && layout.size.width > 120 && (layout.columns < set.columns.length || layout.rows < set.rows.length)) {
    notes.push(firstOf("firstPlaces", layout.columns * layout.rows, set.columns.length * set.rows.length, words));
  }
  return (
    <ChartFrame kind="heatmap" notes={notes} plot={plot} {...drawing} table={told}>
      {layout && set.cells.length > 0 && <HeatmapDrawing set={set} layout={layout} options={options} {...drawing} />}
    </ChartFrame>
  );
}

interface HeatmapLayout {
  readonly size: Size;
  readonly left: number;
  readonly top: number;
  /** How many places are drawn, and how much room each has. */
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

const top = 22;
const axisHeight = 20;

function layoutHeatmap(set: HeatmapSet, size: Size): HeatmapLayout {
  const widest = set.rows.reduce((most, text) => Math.max(most, textWidth(text)), 0);
  const left = Math.min(widest, size.width * 0.35, 180) + 10;
  const [room, tall] = [Math.max(1, size.width - left - 4), Math.max(1, size.height - top - axisHeight)];
  const columns = Math.max(1, Math.min(set.columns.length, Math.floor(room / 2)));
  const rows = Math.max(1, Math.min(set.rows.length, Math.floor(tall / 5)));
  return { size, left, top, columns, rows, width: room / columns, height: Math.min(tall / rows, 64) };
}

interface HeatmapDrawingProps extends HeatmapChartProps {
  readonly set: HeatmapSet;
  readonly layout: HeatmapLayout;
}

function HeatmapDrawing({ set, layout, options, table, locale, onValue, selected }: HeatmapDrawingProps) {
  const words = useDrawingWords(locale);
  const [pointed, setPointed] = useState<HeatmapCell | null>(null);
  const isChosen = useMemo(() => selectionOf(table, selected), [table, selected]);
  const value = findColumn(table, options.valueColumn);
  const format = options.format ?? value?.format;
  const drawn = set.cells.filter(({ column, row }) => column < layout.columns && row < layout.rows);
  const shades = byShade(drawn, set);
  const find = (event: React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left - layout.left) / layout.width);
    const row = Math.floor((event.clientY - box.top - layout.top) / layout.height);
    return drawn.find((cell) => cell.column === column && cell.row === row) ?? null;
  };
  const choose = (event: React.MouseEvent) => {
    const found = find(event);
    const chosen = found && valueEvent(table, found.rows, options.xColumn);
    if (chosen) onValue?.(chosen);
  };
  const path = (cells: readonly HeatmapCell[], wanted: boolean) =>
    cells
      .filter(({ rows }) => (!isChosen || rows.some(isChosen)) === wanted)
      .map((cell) => rectPath(rectOf(cell, layout)))
      .join("");
  const exact = (number: number) => formatValue(number, { ...words, format });
  const short = (number: number) => formatValue(number, { ...words, format, short: true });
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
        <PlaceTexts set={set} layout={layout} />
        {[...shades].map(([shade, cells]) => (
          <g key={shade} fill={shadeColor(shade)}>
            <path d={path(cells, true)} />
            {isChosen && <path className={styles.dimmed} d={path(cells, false)} />}
          </g>
        ))}
        {options.showValues && <CellTexts cells={drawn} set={set} layout={layout} text={short} />}
        {pointed && <rect {...rectOf(pointed, layout)} fill="none" stroke="var(--bhi-text)" strokeWidth={1.5} />}
        <ShadeLegend set={set} layout={layout} text={short} />
      </svg>
      {pointed && (
        <ChartTooltip
          title={`${set.columns[pointed.column]} · ${set.rows[pointed.row]}`}
          lines={[{ name: value ? labelOf(value) : "", text: exact(pointed.value) }]}
          x={layout.left + (pointed.column + 0.5) * layout.width}
          y={layout.top + (pointed.row + 0.5) * layout.height}
          size={layout.size}
        />
      )}
    </>
  );
}

function byShade(cells: readonly HeatmapCell[], { least, greatest }: HeatmapSet) {
  const shades = new Map<number, HeatmapCell[]>();
  for (const cell of cells) {
    const shade = shadeOf(cell.value, least, greatest);
    const known = shades.get(shade);
    if (known) known.push(cell);
    else shades.set(shade, [cell]);
  }
  return shades;
}

function rectOf({ column, row }: HeatmapCell, { left, top: start, width, height }: HeatmapLayout) {
  const gap = Math.min(width, height) > 8 ? 1 : 0;
  return { x: left + column * width, y: start + row * height, width: width - gap, height: height - gap };
}

interface CellTextsProps {
  readonly cells: readonly HeatmapCell[];
  readonly set: HeatmapSet;
  readonly layout: HeatmapLayout;
  readonly text: (value: number) => string;
}

/** The values in their cells, when every one of them has the room: some alone would look like the only ones. */
function CellTexts({ cells, set, layout, text }: CellTextsProps) {
  const texts = cells.map((cell) => ({ cell, written: text(cell.value) }));
  const widest = texts.reduce((most, { written }) => Math.max(most, textWidth(written)), 0);
  if (widest > layout.width || layout.height < 15) return null;
  return texts.map(({ cell, written }) => {
    const { x, y, width, height } = rectOf(cell, layout);
    const shade = shadeOf(cell.value, set.least, set.greatest);
    return (
      <text
        key={`${cell.column} ${cell.row}`}
        className={styles.cellText}
        data-shade={toneOf(shade)}
        x={x + width / 2}
        y={y + height / 2}
        dy="0.35em"
        textAnchor="middle"
      >
        {written}
      </text>
    );
  });
}

function toneOf(shade: number): "pale" | "middle" | "deep" {
  if (Math.abs(shade) < shadeCount - 2) return "pale";
  return shade < 0 || shade === shadeCount - 2 ? "middle" : "deep";
}

function PlaceTexts({ set, layout }: { set: HeatmapSet; layout: HeatmapLayout }) {
  const { left, top: start, width, height, columns, rows } = layout;
  const widest = set.columns.slice(0, columns).reduce((most, text) => Math.max(most, textWidth(text)), 0);
  const every = Math.max(1, Math.ceil(Math.min(widest + 10, 64) / width));
  const everyRow = Math.max(1, Math.ceil(13 / height));
  return (
    <g>
      {set.rows.slice(0, rows).map((text, index) =>
        index % everyRow === 0 ? (
          <text key={text} x={left - 8} y={start + (index + 0.5) * height} dy="0.32em" textAnchor="end">
            {fitText(text, left - 10)}
          </text>
        ) : null,
      )}
      {set.columns.slice(0, columns).map((text, index) =>
        index % every === 0 ? (
          <text key={text} x={left + (index + 0.5) * width} y={start + rows * height + 15} textAnchor="middle">
            {fitText(text, width * every - 4)}
          </text>
        ) : null,
      )}
    </g>
  );
}

/** From the least to the greatest value, at the upper right. */
function ShadeLegend({
  set,
  layout,
  text,
}: {
  set: HeatmapSet;
  layout: HeatmapLayout;
  text: (value: number) => string;
}) {
  const isTwoSided = set.least < 0;
  const most = Math.max(Math.abs(set.least), Math.abs(set.greatest));
  const shades = isTwoSided
    ? [
        ...Array.from({ length: shadeCount }, (_, index) => index - shadeCount),
        ...Array.from({ length: shadeCount }, (_, index) => index + 1),
      ]
    : Array.from({ length: shadeCount }, (_, index) => index + 1);
  const [low, high] = isTwoSided ? [text(-most), text(most)] : [text(set.least), text(set.greatest)];
  const swatch = isTwoSided ? 6 : 11;
  const end = layout.size.width - 6 - textWidth(high);
  const start = end - 6 - shades.length * swatch;
  if (start - textWidth(low) < 4) return null;
  return (
    <g>
      <text x={start - 6} y={9} dy="0.1em" textAnchor="end">
        {low}
      </text>
      {shades.map((shade, index) => (
        <rect key={shade} x={start + index * swatch} y={2} width={swatch} height={9} fill={shadeColor(shade)} />
      ))}
      <text x={end} y={9} dy="0.1em">
        {high}
      </text>
    </g>
  );
}
