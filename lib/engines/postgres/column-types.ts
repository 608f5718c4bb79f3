import type { CellValue, ColumnKind } from "../engine";
import { exactNumber } from "../exact-number";

interface ColumnType {
  readonly kind: ColumnKind;
  /** Absent when the server's text is the value. */
  readonly parse?: (text: string) => CellValue;
}

const text: ColumnType = { kind: "text" };
const other: ColumnType = { kind: "other" };
const number: ColumnType = { kind: "number", parse: exactNumber };
const float: ColumnType = { kind: "number", parse: finiteNumber };
const json: ColumnType = { kind: "json" };

/** By type OID; these are fixed for built-in types. Enums, arrays, ranges and extension types stay the server's text. */
const types: ReadonlyMap<number, ColumnType> = new Map<number, ColumnType>([
  [16, { kind: "boolean", parse: (value) => value === "t" }],
  [18, text],
  [19, text],
  [20, number],
  [21, { kind: "number", parse: Number }],
  [23, { kind: "number", parse: Number }],
  [25, text],
  [26, { kind: "number", parse: Number }],
  [114, json],
  [700, float],
  [701, float],
  [1042, text],
  [1043, text],
  [1082, { kind: "date" }],
  [1083, { kind: "time" }],
  [1114, { kind: "timestamp", parse: isoTimestamp }],
  [1184, { kind: "timestamp", parse: isoTimestampInUtc }],
  [1266, { kind: "time" }],
  [1700, number],
  [2950, text],
  [3802, json],
]);

/** What a column of this type OID holds and how its text becomes a cell. Relies on the session settings of this folder. */
export function columnTypeOf(oid: number): ColumnType {
  return types.get(oid) ?? other;
}

function finiteNumber(value: string): CellValue {
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : value;
}

/** `infinity` and years before Christ have no ISO form and stay as the server prints them. */
function isoTimestamp(value: string): string {
  return value.charCodeAt(10) === 32 && !value.endsWith("C") ? `${value.slice(0, 10)}T${value.slice(11)}` : value;
}

function isoTimestampInUtc(value: string): string {
  return value.endsWith("+00") ? `${isoTimestamp(value.slice(0, -3))}Z` : value;
}
