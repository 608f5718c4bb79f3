import { useMemo, useState } from "react";
import type { CartesianLayout } from "./cartesian-layout";
import { layoutCartesian } from "./cartesian-layout";
import { buildMarks, type Hit, hitAt } from "./cartesian-marks";
import { buildCartesian, type CartesianModel } from "./cartesian-model";
import { type CartesianCard, type CartesianPlan, planCartesian } from "./cartesian-plan";
import { ChartFrame } from "./chart-frame";
import { ChartTooltip } from "./chart-tooltip";
import styles from "./charts.module.css";
import { withFormats } from "./data-table";
import { firstOf, useDrawingWords } from "./drawing-words";
import { NoColumns } from "./no-columns";
import { PlotAxes } from "./plot-axes";
import { SeriesMarks } from "./series-marks";
import { useSize } from "./use-size";
import { type DrawingProps, selectionOf, valueEvent } from "./value-event";
import { ValueLabels } from "./value-labels";

export interface CartesianChartProps extends DrawingProps {
  readonly card: CartesianCard;
}

/** Lines, areas, bars, or bars and lines over one axis of places. */
export function CartesianChart({ card, ...drawing }: CartesianChartProps) {
  const { table, locale } = drawing;
  const words = useDrawingWords(locale);
  const plan = useMemo(() => planCartesian(card), [card]);
  const model = useMemo(() => buildCartesian(table, plan, words), [table, plan, words]);
  const told = useMemo(() => {
    return withFormats(table, Object.fromEntries(plan.series.yColumns.map((name) => [name, plan.markOf(name).format])));
  }, [table, plan]);
  const [plot, size] = useSize<HTMLDivElement>();
  const layout = useMemo(() => (model && size ? layoutCartesian(model, plan, size) : null), [model, plan, size]);
  if (!model) return <NoColumns />;
  if (model.isEmpty) return <p className={styles.notice}>{words.say("nothingToDraw")}</p>;
  const left = layout && layout.count < model.points.length && layout.plot.width > 60;
  const notes = left ? [...model.notes, firstOf("firstPlaces", layout.count, model.points.length, words)] : model.notes;
  return (
    <ChartFrame
      kind={card.kind.toLowerCase()}
      legend={layout?.endLabels ? [] : model.series}
      notes={notes}
      plot={plot}
      {...drawing}
      table={told}
    >
      {layout && <CartesianDrawing model={model} plan={plan} layout={layout} {...drawing} />}
    </ChartFrame>
  );
}

interface CartesianDrawingProps extends DrawingProps {
  readonly model: CartesianModel;
  readonly plan: CartesianPlan;
  readonly layout: CartesianLayout;
}

function CartesianDrawing({ model, plan, layout, table, onValue, selected }: CartesianDrawingProps) {
  const [hit, setHit] = useState<Hit | null>(null);
  const marks = useMemo(() => buildMarks(model, plan, layout), [model, plan, layout]);
  const isChosen = useMemo(() => selectionOf(table, selected), [table, selected]);
  const rowsAt = ({ index, series }: Hit) => {
    const place = model.points[index]?.x ?? null;
    return (series ? [series] : model.series).flatMap(({ rows }) => rows.get(place) ?? []);
  };
  const find = (event: React.PointerEvent | React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return hitAt(event.clientX - box.left, event.clientY - box.top, marks, layout, model.x.isContinuous);
  };
  const choose = (event: React.MouseEvent) => {
    const found = find(event);
    const chosen = found && valueEvent(table, rowsAt(found), plan.x.xColumn);
    if (chosen) onValue?.(chosen);
  };
  return (
    <>
      <svg
        width={layout.size.width}
        height={layout.size.height}
        aria-hidden="true"
        onPointerMove={(event) => setHit(find(event))}
        onPointerLeave={() => setHit(null)}
        onClick={onValue && choose}
      >
        <PlotAxes layout={layout} plan={plan} />
        {hit && model.series.some(({ mark }) => mark.kind === "bar") && (
          <BandCursor layout={layout} index={hit.index} />
        )}
        {marks.map((one) => (
          <SeriesMarks
            key={one.series.key}
            marks={one}
            points={model.points}
            isChosen={isChosen}
            hitIndex={hit?.index ?? null}
            isStacked={plan.stacked}
          />
        ))}
        {plan.showValues && <ValueLabels marks={marks} model={model} layout={layout} isStacked={plan.stacked} />}
        {layout.endLabels?.map(({ key, name, color, y }) => (
          <text key={key} className={styles.endLabel} x={layout.plot.left + layout.plot.width + 8} y={y} dy="0.32em">
            <tspan fill={color}>●</tspan> {name.length > 18 ? `${name.slice(0, 17)}…` : name}
          </text>
        ))}
      </svg>
      {hit && <HitTooltip hit={hit} model={model} layout={layout} />}
    </>
  );
}

function BandCursor({ layout: { plot, band, along, horizontal }, index }: { layout: CartesianLayout; index: number }) {
  const start = along(index) - band / 2;
  const box = horizontal
    ? { x: plot.left, y: start, width: plot.width, height: band }
    : { x: start, y: plot.top, width: band, height: plot.height };
  return <rect className={styles.cursor} {...box} />;
}

function HitTooltip({ hit, model, layout }: { hit: Hit; model: CartesianModel; layout: CartesianLayout }) {
  const point = model.points[hit.index];
  if (!point) return null;
  const along = layout.along(hit.index);
  const { plot, horizontal, size } = layout;
  const [x, y] = horizontal ? [plot.left + plot.width / 2, along] : [along, plot.top + plot.height / 3];
  const lines = model.series.map((one) => ({
    name: one.name,
    color: one.color,
    text: model.textOf(one, hit.index),
  }));
  return <ChartTooltip title={model.x.textOf(point)} lines={lines} x={x} y={y} size={size} />;
}
