import { type FieldPacket, Types } from "mysql2";
import type { CellValue, ColumnKind } from "../engine";
import { exactNumber } from "../exact-number";

interface ColumnType {
  readonly kind: ColumnKind;
  /** Absent when the server's text is the value. */
  readonly parse?: (text: string) => CellValue;
}

const binaryCharacterSet = 63;

const text: ColumnType = { kind: "text" };
const integer: ColumnType = { kind: "number", parse: Number };
const exact: ColumnType = { kind: "number", parse: exactNumber };
const float: ColumnType = { kind: "number", parse: finiteNumber };
const json: ColumnType = { kind: "json" };
const bytes: ColumnType = { kind: "other", parse: hexadecimal };

const types: ReadonlyMap<number, ColumnType> = new Map<number, ColumnType>([
  [Types.TINY, integer],
  [Types.SHORT, integer],
  [Types.INT24, integer],
  [Types.LONG, integer],
  [Types.YEAR, integer],
  [Types.LONGLONG, exact],
  [Types.DECIMAL, exact],
  [Types.NEWDECIMAL, exact],
  [Types.FLOAT, float],
  [Types.DOUBLE, float],
  [Types.BIT, { kind: "number", parse: bitNumber }],
  [Types.DATE, { kind: "date" }],
  [Types.NEWDATE, { kind: "date" }],
  [Types.TIME, { kind: "time" }],
  [Types.DATETIME, { kind: "timestamp", parse: isoTimestamp }],
  [Types.TIMESTAMP, { kind: "timestamp", parse: isoTimestampInUtc }],
  [Types.JSON, json],
  [Types.ENUM, text],
  [Types.SET, text],
  [Types.GEOMETRY, bytes],
  [Types.NULL, { kind: "other" }],
]);

/** What a column holds and how its text becomes a cell. Relies on the session settings of this folder. */
export function columnTypeOf(field: FieldPacket): ColumnType {
  // MariaDB's JSON is a text that says so beside its type.
  if ("extendedFormat" in field && field.extendedFormat === "json") return json;
  const known = types.get(field.columnType ?? Types.VAR_STRING);
  if (known) return known;
  return field.characterSet === binaryCharacterSet ? bytes : text;
}

function finiteNumber(value: string): CellValue {
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : value;
}

/** Bytes come one a character. */
function hexadecimal(value: string): string {
  return `0x${Buffer.from(value, "latin1").toString("hex")}`;
}

function bitNumber(value: string): CellValue {
  return exactNumber(BigInt(`0x0${Buffer.from(value, "latin1").toString("hex")}`).toString());
}

/** `0000-00-00` has no ISO form and stays as the server prints it. */
function isoTimestamp(value: string): string {
  return value.startsWith("0000-00-00") ? value : `${value.slice(0, 10)}T${value.slice(11)}`;
}

/** The session is in UTC, and a TIMESTAMP is a point in time. */
function isoTimestampInUtc(value: string): string {
  return value.startsWith("0000-00-00") ? value : `${isoTimestamp(value)}Z`;
}
