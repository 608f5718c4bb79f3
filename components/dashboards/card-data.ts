import type { DataTable } from "@/components/charts/data-table";
import type { CardView } from "@/lib/dashboards/card-schema";

/** Why a card shows nothing, as the API says it. */
export interface CardError {
  readonly code: string;
  readonly message: string;
  /** For those who write the query: where in it. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface CardRows extends DataTable {
  readonly truncated: boolean;
  /** ISO 8601. */
  readonly asOf: string;
}

/** The rows behind a value, with what their domain calls the columns. */
export interface RowsBehind extends CardRows {
  readonly fields?: Extract<CardView, { kind: "TABLE" }>["fields"];
}

/** One line of a dashboard's data: a card's rows, or why there are none. */
export type CardLine =
  | (CardRows & { readonly cardId: string; readonly error?: undefined })
  | { readonly cardId: string; readonly error: CardError };

/** Why a dashboard's data as a whole did not come. Status 0: there was no answer at all. */
export class DataRequestError extends Error {
  override readonly name = "DataRequestError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What is wrong where, as the API says it. */
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
