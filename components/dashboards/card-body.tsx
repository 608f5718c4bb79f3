import { lazy, Suspense } from "react";
import { NumberFigure } from "@/components/charts/number-figure";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { CardRows } from "./card-data";
import { CardSkeleton } from "./card-skeleton";

const importCartesian = () => import("@/components/charts/cartesian-chart");
const importPie = () => import("@/components/charts/pie-chart");
const importGrid = () => import("@/components/charts/data-grid");

const CartesianChart = lazy(() => importCartesian().then((part) => ({ default: part.CartesianChart })));
const PieChart = lazy(() => importPie().then((part) => ({ default: part.PieChart })));
const DataGrid = lazy(() => importGrid().then((part) => ({ default: part.DataGrid })));

/** Fetches what drawing will need while the rows are still on their way. */
export function preloadDrawings(): void {
  for (const load of [importGrid, importCartesian, importPie]) load().catch(() => undefined);
}

/** A card's rows, drawn as its kind says. */
export function CardBody({ card, rows, locale }: { card: CardView; rows: CardRows; locale: string }) {
  return <Suspense fallback={<CardSkeleton kind={card.kind} />}>{drawing(card, rows, locale)}</Suspense>;
}

function drawing(card: CardView, rows: CardRows, locale: string) {
  const common = { table: rows, label: card.title, locale };
  switch (card.kind) {
    case "NUMBER":
      return <NumberFigure table={rows} locale={locale} {...card.options} />;
    case "LINE":
      return <CartesianChart kind="line" input={card.options} format={card.options.format} {...common} />;
    case "AREA":
      return <CartesianChart kind="area" input={card.options} format={card.options.format} {...common} />;
    case "BAR":
      return <CartesianChart kind="bar" input={card.options} format={card.options.format} {...common} />;
    case "PIE":
      return <PieChart {...card.options} {...common} />;
    case "TABLE":
      return <DataGrid columns={card.options.columns} {...common} />;
  }
}
