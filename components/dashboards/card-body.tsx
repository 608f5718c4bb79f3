import { lazy, Suspense } from "react";
import type { CellValue } from "@/components/charts/data-table";
import { NumberFigure } from "@/components/charts/number-figure";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { CardRows } from "./card-data";
import { CardSkeleton } from "./card-skeleton";
import type { ChosenValue } from "./dashboard-door";

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

interface CardBodyProps {
  readonly card: CardView;
  readonly rows: CardRows;
  readonly locale: string;
  /** Called for the value that a person clicks or presses Enter on. */
  readonly onValue?: (chosen: ChosenValue) => void;
  readonly selected?: readonly { readonly column: string; readonly value: CellValue }[];
}

/** A card's rows, drawn as its kind says. */
export function CardBody(props: CardBodyProps) {
  return <Suspense fallback={<CardSkeleton kind={props.card.kind} />}>{drawing(props)}</Suspense>;
}

function drawing({ card, rows, locale, onValue, selected }: CardBodyProps) {
  const common = { table: rows, label: card.title, locale, onValue, selected };
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
