import { type CellValue, type NamedCells, nameOf } from "./data-table";
import type { DrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import { formatGrain, grainOf, parseTime } from "./time-axis";

/** Writes the values of a column as headings: times as months, quarters or years where all of them begin one. */
export function dimensionText({ cells, type, format }: NamedCells, words: DrawingWords): (cell: CellValue) => string {
  const isTime = type === "date" || type === "timestamp";
  const grain = isTime ? grainOf([...new Set(cells)].flatMap((cell) => parseTime(cell) ?? [])) : "day";
  return (cell) => {
    if (cell === null || cell === "") return nameOf(cell, words);
    const time = isTime && !format ? parseTime(cell) : null;
    return time === null ? formatValue(cell, { ...words, type, format }) : formatGrain(time, grain, words);
  };
}
