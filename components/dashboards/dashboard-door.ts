import type { ValueEvent } from "@/components/charts/value-event";
import type { FilterValuesView } from "@/lib/dashboards/filter-schema";
import type { RowsBehind } from "./card-data";
import type { ChosenFilters } from "./request-data";
import type { LoadCards } from "./use-dashboard-data";

export interface ValuesOrder {
  readonly filter: string;
  readonly search: string;
  /** What is chosen in the filters that narrow it. */
  readonly filters: ChosenFilters;
  readonly signal: AbortSignal;
}

export interface RowsOrder {
  readonly cardId: string;
  readonly filters: ChosenFilters;
  /** Columns of the card and their values in the row that was clicked. */
  readonly row: ValueEvent["row"];
  readonly signal: AbortSignal;
}

/** How a dashboard asks for what it shows: with the portal's cookie, or with an embed's token. */
export interface DashboardDoor {
  readonly load: LoadCards;
  readonly filterValues: (order: ValuesOrder) => Promise<FilterValuesView>;
  /** The rows behind a value of a domain card. */
  readonly rows: (order: RowsOrder) => Promise<RowsBehind>;
  readonly exportCsv: (cardId: string, filters: ChosenFilters) => Promise<Blob>;
}
