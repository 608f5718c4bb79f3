import type { TableOptions } from "@/lib/dashboards/card-options";
import { type CellValue, toNumber } from "./data-table";

export type ConditionalFormat = NonNullable<NonNullable<TableOptions["columns"]>[number]["conditionalFormats"]>[number];
type Rule = Extract<ConditionalFormat, { kind: "rule" }>;

export interface ValueRange {
  readonly least: number;
  readonly greatest: number;
}

/** How a cell looks beyond its text. */
export interface CellLook {
  readonly tone?: Rule["tone"];
  /** Percent of the accent behind the text. */
  readonly shade?: number;
  /** A bar behind the text, in shares of the cell's width. */
  readonly bar?: { readonly from: number; readonly to: number; readonly isNegative: boolean };
}

/** The least and the greatest number of a column; null when it has none. */
export function rangeOf(cells: readonly CellValue[]): ValueRange | null {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const cell of cells) {
    const value = toNumber(cell);
    if (value === null) continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return least <= greatest ? { least, greatest } : null;
}

/** What a column's formats make of one of its cells: of several rules the first that holds, and at most one scale and bar. */
export function lookOf(cell: CellValue, formats: readonly ConditionalFormat[], range: ValueRange | null): CellLook {
  const rule = formats.find((format): format is Rule => format.kind === "rule" && holds(cell, format));
  const value = toNumber(cell);
  const kinds = new Set(formats.map(({ kind }) => kind));
  return {
    ...(rule ? { tone: rule.tone } : {}),
    ...(kinds.has("scale") && value !== null && range ? { shade: shadePercent(value, range) } : {}),
    ...(kinds.has("bar") && value !== null && range ? { bar: barOf(value, range) } : {}),
  };
}

/** A missing value meets no condition; numbers compare as numbers, everything else as text. */
function holds(cell: CellValue, { operator, value }: Rule): boolean {
  if (cell === null) return false;
  if (operator === "contains") return String(cell).toLowerCase().includes(String(value).toLowerCase());
  const number = toNumber(cell);
  const order =
    number !== null && typeof value === "number"
      ? Math.sign(number - value)
      : String(cell) === String(value)
        ? 0
        : String(cell) < String(value)
          ? -1
          : 1;
  if (operator === "=") return order === 0;
  if (operator === "!=") return order !== 0;
  return operator.startsWith("<")
    ? order < 0 || (operator === "<=" && order === 0)
    : order > 0 || (operator === ">=" && order === 0);
}

function shadePercent(value: number, { least, greatest }: ValueRange): number {
  return greatest > least ? Math.round(4 + ((value - least) / (greatest - least)) * 36) : 22;
}

/** A bar begins at zero, wherever that lies between the least and the greatest value. */
function barOf(value: number, { least, greatest }: ValueRange): CellLook["bar"] {
  const [low, high] = [Math.min(0, least), Math.max(0, greatest)];
  const at = (one: number) => (high > low ? (one - low) / (high - low) : 0);
  return { from: at(Math.min(0, value)), to: at(Math.max(0, value)), isNegative: value < 0 };
}
