import type { CardKind } from "@/prisma/client/enums";

const column = "hidden";

/** The least that each kind takes to be drawn, for a card whose columns its viewer may not know. */
export const undrawnOptions: Readonly<Record<CardKind, object>> = {
  NUMBER: { valueColumn: column },
  LINE: { xColumn: column, yColumns: [column] },
  AREA: { xColumn: column, yColumns: [column] },
  BAR: { xColumn: column, yColumns: [column] },
  COMBO: { xColumn: column, barColumns: [column], lineColumns: [column] },
  PIE: { labelColumn: column, valueColumn: column },
  SCATTER: { xColumn: column, yColumn: column },
  HEATMAP: { xColumn: column, yColumn: column, valueColumn: column },
  FUNNEL: { labelColumn: column, valueColumn: column },
  TABLE: {},
  PIVOT: { rowColumns: [column], columnColumns: [], values: [{ column, aggregation: "sum" }] },
  TEXT: { markdown: "" },
};
