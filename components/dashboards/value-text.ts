import { type DataTable, findColumn, withFields } from "@/components/charts/data-table";
import { dimensionText } from "@/components/charts/dimension-text";
import { formatValue } from "@/components/charts/format-value";
import type { ValueEvent } from "@/components/charts/value-event";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { Words } from "./messages/use-words";

/** A chosen value in the words of its card: a month as a month, a number in its own format. */
export function valueText(card: CardView, rows: DataTable | undefined, chosen: ValueEvent, words: Words): string {
  const table = rows && withFields(rows, card.kind === "TEXT" ? undefined : card.fields);
  const column = table && findColumn(table, chosen.column);
  return column ? dimensionText(column, words)(chosen.value) : formatValue(chosen.value, words);
}
