import mysql, { type FieldPacket } from "mysql2";
import type { CellValue, ColumnKind } from "../engine";
import { exactNumber } from "../exact-number";

interface ColumnType {
  readonly kind: ColumnKind;
  /** Absent when what the driver gives is the value. */
  readonly parse?: (value: unknown) => CellValue;
}

const { Types } = mysql;
const binaryCharacterSet = 63;

const text: ColumnType = { kind: "text" };
const number: ColumnType = { kind: "number" };
const exact: ColumnType = { kind: "number", parse: (value) => exactNumber(String(value)) };
const json: ColumnType = { kind: "json" };
const bytes: ColumnType = { kind: "other", parse: hexadecimal };
const structure: ColumnType = { kind: "other", parse: (value) => JSON.stringify(value) };

const types: ReadonlyMap<number, ColumnType> = new Map<number, ColumnType>([
  [Types.TINY, number],
  [Types.SHORT, number],
  [Types.INT24, number],
  [Types.LONG, number],
  [Types.YEAR, number],
  [Types.FLOAT, number],
  [Types.DOUBLE, number],
  [Types.LONGLONG, exact],
  [Types.DECIMAL, exact],
  [Types.NEWDECIMAL, exact],
  [Types.BIT, { kind: "number", parse: bitNumber }],
  [Types.DATE, { kind: "date" }],
  [Types.NEWDATE, { kind: "date" }],
  [Types.TIME, { kind: "time" }],
  [Types.DATETIME, { kind: "timestamp", parse: isoTimestamp }],
  [Types.TIMESTAMP, { kind: "timestamp", parse: isoTimestampInUtc }],
  [Types.JSON, json],
  [Types.ENUM, text],
  [Types.SET, text],
  [Types.GEOMETRY, structure],
  [Types.VECTOR, structure],
  [Types.NULL, { kind: "other" }],
]);

/** What a column holds and how the driver's value becomes a cell. Relies on this folder's options and session settings. */
export function columnTypeOf(field: FieldPacket): ColumnType {
  // MariaDB's JSON is a text that says so beside its type.
  if ("extendedFormat" in field && field.extendedFormat === "json") return json;
  const known = types.get(field.columnType ?? Types.VAR_STRING);
  if (known) return known;
  return field.characterSet === binaryCharacterSet ? bytes : text;
}

function hexadecimal(value: unknown): string {
  return Buffer.isBuffer(value) ? `0x${value.toString("hex")}` : String(value);
}

function bitNumber(value: unknown): CellValue {
  return exactNumber(BigInt(`0x0${hexadecimal(value).slice(2)}`).toString());
}

/** `0000-00-00` has no ISO form and stays as the server prints it. */
function isoTimestamp(value: unknown): string {
  const printed = String(value);
  return printed.startsWith("0000-00-00") ? printed : `${printed.slice(0, 10)}T${printed.slice(11)}`;
}

/** The session is in UTC, and a TIMESTAMP is a point in time. */
function isoTimestampInUtc(value: unknown): string {
  const printed = isoTimestamp(value);
  return printed.includes("T") ? `${printed}Z` : printed;
}
