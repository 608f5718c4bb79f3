import { csvLine } from "@/lib/csv-line";
import type { QueryRows } from "./query-answer";

const rowsAPiece = 500;

/** Rows as the lines of a CSV file in pieces, the columns' names first; cells that a spreadsheet would run are text (R24). */
export async function* rowsAsCsv({ columns, data, rowCount }: QueryRows): AsyncGenerator<string, void, undefined> {
  yield csvLine(columns.map(({ name }) => name));
  for (let start = 0; start < rowCount; start += rowsAPiece) {
    const size = Math.min(rowsAPiece, rowCount - start);
    const piece = Array.from({ length: size }, (_, at) => csvLine(data.map((column) => column[start + at] ?? null)));
    yield piece.join("");
  }
}
