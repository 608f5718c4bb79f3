import { type CellValue, type ColumnType, toNumber } from "./data-table";

const collators = new Map<string, Intl.Collator>();

function collatorOf(locale: string): Intl.Collator {
  const collator = collators.get(locale) ?? new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  collators.set(locale, collator);
  return collator;
}

/** Orders two cells of a column as people expect: numbers by size, times as written, text by the rules of the language. */
export function compareCells(a: CellValue, b: CellValue, type: ColumnType, locale: string): number {
  if (type === "number") return (toNumber(a) ?? 0) - (toNumber(b) ?? 0);
  if (type === "boolean") return Number(a) - Number(b);
  const [one, other] = [String(a), String(b)];
  if (type === "date" || type === "timestamp" || type === "time") return one < other ? -1 : one > other ? 1 : 0;
  return collatorOf(locale).compare(one, other);
}
