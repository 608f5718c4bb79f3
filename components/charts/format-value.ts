import type { CellValue, ColumnType } from "./data-table";
import { type Say, sayInEnglish } from "./drawing-words";
import { type DateStyle, formatDate, formatTime, parseTime } from "./time-axis";

/** How a number or date is written. `unit` follows the number, `currency` is an ISO 4217 code. */
export interface ValueFormat {
  readonly style: "number" | "percent" | "currency" | "compact" | "date";
  readonly digits?: number;
  readonly currency?: string;
  readonly unit?: string;
  /** Of dates: how much of one is written. */
  readonly dateStyle?: DateStyle;
}

export interface FormatOptions {
  readonly locale: string;
  /** Words among the numbers and dates; English without it. */
  readonly say?: Say;
  readonly format?: ValueFormat;
  /** The column's type, for values that no format was chosen for. */
  readonly type?: ColumnType;
  /** Short, as on an axis: `1.2M`. Otherwise exact, except where the format itself says compact. */
  readonly short?: boolean;
}

/** What stands for a missing value. */
export const missingText = "–";

/** Writes one value for people in their language, with digits exactly as the source gave them unless short. */
export function formatValue(value: CellValue | undefined, options: FormatOptions): string {
  if (value === null || value === undefined) return missingText;
  if (typeof value === "boolean") return (options.say ?? sayInEnglish)(value ? "yes" : "no");
  const { format, type, locale } = options;
  if (format?.style === "date" || (!format && (type === "date" || type === "timestamp"))) {
    const time = parseTime(value);
    if (time !== null && format?.dateStyle)
      return formatDate(time, format.dateStyle, { locale, say: options.say ?? sayInEnglish });
    return time === null ? String(value) : formatTime(time, type === "timestamp" ? "timestamp" : "date", locale);
  }
  const isNumber = typeof value === "number" || ((type === "number" || format) && isDecimal(value));
  if (!isNumber) return String(value);
  const short = options.short ? (Math.abs(Number(value)) < 1e15 ? "compact" : "scientific") : "exact";
  const text = numberFormat(locale, format, short).format(value as number | `${number}`);
  return format?.unit ? `${text}\u00a0${format.unit}` : text;
}

/** Decimals that a JSON number could not hold come as text and are formatted as such, digit by digit. */
function isDecimal(value: CellValue): boolean {
  return typeof value === "string" && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value);
}

const formats = new Map<string, Intl.NumberFormat>();

/** How long a number may be; what has no name among thousands and trillions is a power of ten when short. */
type Length = "exact" | "compact" | "scientific";

function numberFormat(locale: string, format: ValueFormat | undefined, length: Length): Intl.NumberFormat {
  const key = JSON.stringify([locale, format, length]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, numberOptions(format, length));
  formats.set(key, made);
  return made;
}

function numberOptions(format: ValueFormat | undefined, length: Length): Intl.NumberFormatOptions {
  const style = format?.style ?? "number";
  const digits = format?.digits;
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits ?? 20 };
  const short = length !== "exact";
  const notation = length === "scientific" ? "scientific" : "compact";
  // Beside longer numbers of an axis, one of four digits is grouped as they are.
  const compact = { notation, maximumSignificantDigits: 3, useGrouping: "always" } as const;
  if (style === "percent")
    return { style: "percent", ...(short ? { maximumFractionDigits: 1 } : exactPercent(digits)) };
  if (style === "currency") {
    const currency = format?.currency ?? "USD";
    return { style: "currency", currency, currencyDisplay: "narrowSymbol", ...(short ? compact : fixed(digits)) };
  }
  if (style === "compact") return { notation: "compact", maximumFractionDigits: digits ?? 1, useGrouping: "always" };
  return short ? compact : exact;
}

function exactPercent(digits: number | undefined): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits ?? 1 };
}

function fixed(digits: number | undefined): Intl.NumberFormatOptions {
  return digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
}
