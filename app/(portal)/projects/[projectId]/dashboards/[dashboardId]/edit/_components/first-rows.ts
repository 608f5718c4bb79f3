import type { CardRows } from "@/components/dashboards/card-data";

const most = 50;

/** As many rows as are read before a card is finished. */
export function firstRows(rows: CardRows): CardRows {
  if (rows.rowCount <= most) return rows;
  return { ...rows, data: rows.data.map((cells) => cells.slice(0, most)), rowCount: most, truncated: true };
}
