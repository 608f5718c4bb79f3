import type { CellValue, ColumnKind } from "../engine";
import { exactNumber } from "../exact-number";

interface ColumnType {
  readonly kind: ColumnKind;
  /** Reads what JSON holds for a value that is not null. */
  readonly read: (value: unknown) => CellValue;
}

const text: ColumnType = { kind: "text", read: asText };
const number: ColumnType = {
  kind: "number",
  read: (value) => (typeof value === "number" ? value : exactNumber(asText(value))),
};
const time: ColumnType = { kind: "timestamp", read: (value) => asText(value).replace(" ", "T") };
const other: ColumnType = { kind: "other", read: asText };

const byFamily: ReadonlyMap<string, ColumnType> = new Map<string, ColumnType>([
  ["String", text],
  ["FixedString", text],
  ["Enum8", text],
  ["Enum16", text],
  ["UUID", text],
  ["IPv4", text],
  ["IPv6", text],
  ["Bool", { kind: "boolean", read: (value) => value === true || value === 1 || value === "1" }],
  ["Date", { kind: "date", read: asText }],
  ["Date32", { kind: "date", read: asText }],
  ["Time", { kind: "time", read: asText }],
  ["Time64", { kind: "time", read: asText }],
  ["DateTime", time],
  ["DateTime64", time],
  ["JSON", { kind: "json", read: asText }],
  ["Object", { kind: "json", read: asText }],
]);

/**
 * What a column of this type holds and how its JSON becomes a cell. A DateTime is told as the server writes it, in the
 * column's or the session's time zone. Arrays, tuples and maps become JSON text.
 */
export function columnTypeOf(spelling: string): ColumnType {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/s.exec(spelling)?.[1];
  if (inner !== undefined) return columnTypeOf(inner);
  const family = /^\w+/.exec(spelling)?.[0] ?? "";
  if (/^(U?Int\d+|Float\d+|BFloat16|Decimal\d*)$/.test(family)) return number;
  return byFamily.get(family) ?? other;
}

export function isDecimal(spelling: string): boolean {
  return /^(?:(?:Nullable|LowCardinality)\()*Decimal/.test(spelling);
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
