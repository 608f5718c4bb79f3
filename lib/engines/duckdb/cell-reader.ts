import { type DuckDBDateValue, type DuckDBType, DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api";
import type { CellValue, ColumnKind } from "../engine";
import { exactNumber } from "../exact-number";

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
      return { kind: "date", read: (value) => isoDate(value as DuckDBDateValue) };
    case DuckDBTypeId.TIME:
    case DuckDBTypeId.TIME_TZ:
    case DuckDBTypeId.TIME_NS:
      return { kind: "time", read: asText };
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return { kind: "timestamp", read: (value) => isoTimestamp(String(value)) };
    case DuckDBTypeId.TIMESTAMP_TZ:
      return { kind: "timestamp", read: (value) => isoInstant(value as { readonly micros: bigint }) };
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

const firstFourDigitDay = -719_528;
const lastFourDigitDay = 2_932_896;

function isoDate(value: DuckDBDateValue): string {
  const { days } = value;
  if (days < firstFourDigitDay || days > lastFourDigitDay) return String(value);
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

/** `infinity` and years outside four digits have no ISO form and stay as DuckDB prints them. */
function isoTimestamp(text: string): string {
  return text.charCodeAt(10) === 32 && !text.endsWith(")") ? `${text.slice(0, 10)}T${text.slice(11)}` : text;
}

function isoInstant(value: { readonly micros: bigint }): string {
  const seconds = Math.floor(Number(value.micros) / 1e6);
  const day = Math.floor(seconds / 86_400);
  if (day < firstFourDigitDay || day > lastFourDigitDay) return String(value);
  const fraction = Number(value.micros - BigInt(seconds) * 1_000_000n);
  const whole = new Date(seconds * 1_000).toISOString().slice(0, 19);
  return fraction === 0 ? `${whole}Z` : `${whole}.${String(fraction).padStart(6, "0").replace(/0+$/, "")}Z`;
}
