import { type DuckDBType, DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api";
import type { CellValue, ColumnKind } from "../engine";
import { exactNumber } from "../exact-number";
import { isoDate, isoTimestamp } from "./iso-time";

export interface CellReader {
  readonly kind: ColumnKind;
  readonly read: (value: NonNullable<DuckDBValue>) => CellValue;
}

const asText = (value: NonNullable<DuckDBValue>) => String(value);
const asIs = (value: NonNullable<DuckDBValue>) => value as string | number | boolean;

/** What a column of this type holds, and how one value of it becomes a cell. Nested and rare types become DuckDB's text. */
export function cellReaderOf(type: DuckDBType): CellReader {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return { kind: "boolean", read: asIs };
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
      return { kind: "number", read: asIs };
    case DuckDBTypeId.DOUBLE:
      return { kind: "number", read: (value) => (Number.isFinite(value) ? (value as number) : String(value)) };
    case DuckDBTypeId.FLOAT:
      return { kind: "number", read: (value) => shortestFloat(value as number) };
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return { kind: "number", read: (value) => exactInteger(value as bigint) };
    case DuckDBTypeId.DECIMAL:
    case DuckDBTypeId.BIGNUM:
      return { kind: "number", read: (value) => exactNumber(String(value)) };
    case DuckDBTypeId.VARCHAR:
      return { kind: type.alias === "JSON" ? "json" : "text", read: asIs };
    case DuckDBTypeId.ENUM:
    case DuckDBTypeId.UUID:
      return { kind: "text", read: asText };
    case DuckDBTypeId.DATE:
      return { kind: "date", read: readDate };
    case DuckDBTypeId.TIME:
    case DuckDBTypeId.TIME_TZ:
    case DuckDBTypeId.TIME_NS:
      return { kind: "time", read: asText };
    case DuckDBTypeId.TIMESTAMP:
      return { kind: "timestamp", read: readTimestamp };
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return { kind: "timestamp", read: readOtherTimestamp };
    case DuckDBTypeId.TIMESTAMP_TZ:
      return { kind: "timestamp", read: readInstant };
    default:
      return { kind: "other", read: asText };
  }
}

function exactInteger(value: bigint): CellValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : exactNumber(String(value));
}

/** 0.1 and not 0.10000000149011612: the shortest decimal that is this single-precision number. */
function shortestFloat(value: number): CellValue {
  if (!Number.isFinite(value)) return String(value);
  for (let digits = 6; digits < 9; digits += 1) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return Number(value.toPrecision(9));
}

/** `infinity` and years outside four digits have no ISO form and stay as DuckDB prints them. */
function readDate(value: NonNullable<DuckDBValue>): string {
  return isoDate((value as { readonly days: number }).days) ?? String(value);
}

function readTimestamp(value: NonNullable<DuckDBValue>): string {
  return isoTimestamp((value as { readonly micros: bigint }).micros) ?? String(value);
}

/** The precisions that are not microseconds; DuckDB's text differs from ISO in one character. */
function readOtherTimestamp(value: NonNullable<DuckDBValue>): string {
  const text = String(value);
  return text.charCodeAt(10) === 32 && !text.endsWith(")") ? `${text.slice(0, 10)}T${text.slice(11)}` : text;
}

function readInstant(value: NonNullable<DuckDBValue>): string {
  const text = isoTimestamp((value as { readonly micros: bigint }).micros);
  return text === undefined ? String(value) : `${text}Z`;
}
