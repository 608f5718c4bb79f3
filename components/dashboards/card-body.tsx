import { lazy, Suspense, useMemo } from "react";
import { withFields } from "@/components/charts/data-table";
import { NumberFigure } from "@/components/charts/number-figure";
import type { DrawingProps, OnValue, SelectedValue } from "@/components/charts/value-event";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { CardRows } from "./card-data";
import { CardSkeleton } from "./card-skeleton";

const importCartesian = () => import("@/components/charts/cartesian-chart");
const importPie = () => import("@/components/charts/pie-chart");
const importScatter = () => import("@/components/charts/scatter-chart");
const importHeatmap = () => import("@/components/charts/heatmap-chart");
const importFunnel = () => import("@/components/charts/funnel-chart");
const importGrid = () => import("@/components/charts/data-grid");
const importPivot = () => import("@/components/charts/pivot-grid");
const importText = () => import("@/components/charts/text-block");

const CartesianChart = lazy(() => importCartesian().then((part) => ({ default: part.CartesianChart })));
const PieChart = lazy(() => importPie().then((part) => ({ default: part.PieChart })));
const ScatterChart = lazy(() => importScatter().then((part) => ({ default: part.ScatterChart })));
const HeatmapChart = lazy(() => importHeatmap().then((part) => ({ default: part.HeatmapChart })));
const FunnelChart = lazy(() => importFunnel().then((part) => ({ default: part.FunnelChart })));
const DataGrid = lazy(() => importGrid().then((part) => ({ default: part.DataGrid })));
const PivotGrid = lazy(() => importPivot().then((part) => ({ default: part.PivotGrid })));
const TextBlock = lazy(() => importText().then((part) => ({ default: part.TextBlock })));

/** Fetches what drawing will most likely need while the rows are still on their way; the rest comes with its card. */
export function preloadDrawings(): void {
  for (const load of [importGrid, importCartesian, importPie]) load().catch(() => undefined);
}

export interface CardBodyProps {
  readonly card: CardView;
  /** Null for text, which has none. */
  readonly rows: CardRows | null;
  readonly locale: string;
  /** Makes the drawing interactive: called for the value that a person chooses. */
  readonly onValue?: OnValue;
  /** Values that are chosen already; what does not belong to them is dimmed. */
  readonly selected?: readonly SelectedValue[];
}

/** A card's rows, drawn as its kind says. */
export function CardBody({ card, rows, locale, onValue, selected }: CardBodyProps) {
  const fields = card.kind === "TEXT" ? undefined : card.fields;
  const table = useMemo(() => rows && withFields(rows, fields), [rows, fields]);
  const drawn =
    card.kind === "TEXT" ? (
      <TextBlock markdown={card.options.markdown} label={card.title} />
    ) : (
      table && drawing(card, { table, label: card.title, locale, onValue, selected })
    );
  return <Suspense fallback={<CardSkeleton kind={card.kind} />}>{drawn}</Suspense>;
}

function drawing(card: Exclude<CardView, { kind: "TEXT" }>, props: DrawingProps) {
  switch (card.kind) {
    case "NUMBER":
      return <NumberFigure options={card.options} {...props} />;
    case "LINE":
    case "AREA":
    case "BAR":
    case "COMBO":
      return <CartesianChart card={card} {...props} />;
    case "PIE":
      return <PieChart options={card.options} {...props} />;
    case "SCATTER":
      return <ScatterChart options={card.options} {...props} />;
    case "HEATMAP":
      return <HeatmapChart options={card.options} {...props} />;
    case "FUNNEL":
      return <FunnelChart options={card.options} {...props} />;
    case "TABLE":
      return <DataGrid columns={card.options.columns} sort={card.options.sort} {...props} />;
    case "PIVOT":
      return <PivotGrid options={card.options} {...props} />;
  }
}
