import type { DataColumn } from "@/components/charts/data-table";
import type { CardRowsState } from "./use-card-rows";

const none: readonly DataColumn[] = [];

/** The columns of a card's last answer. */
export function columnsOf({ lines }: Pick<CardRowsState, "lines">, cardId: string): readonly DataColumn[] {
  const line = lines.get(cardId);
  return line && !line.error ? line.columns : none;
}
