import { numberText } from "@/lib/sql/placeholder-values";
import type { DomainDimension } from "../domain-definition-schema";
import type { DomainDialect } from "./domain-dialect";
import { domainRefusal } from "./domain-refusal";

export type FieldType = DomainDimension["type"] | "unknown";

/** A value in the form that its field is compared with. */
export interface ShapedValue {
  readonly value: string | number | boolean;
  /** A whole day, also where the field knows moments. */
  readonly isDay: boolean;
}

const dayPattern = /^(\d{4}-\d{2}-\d{2})$/;
const momentPattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d{1,9})?Z?$/;

/**
 * A value as a constant that the field's column can be compared with on every engine.
 *
 * @throws DomainError `query_refused` when it cannot be of that type
 */
export function shapeValue(value: string | number | boolean, type: FieldType, dialect: DomainDialect): ShapedValue {
  if (type === "text") return { value: String(value), isDay: false };
  if (type === "number") return { value: numberOf(value), isDay: false };
  if (type === "boolean") return { value: dialect.boolean(booleanOf(value)), isDay: false };
  if (type === "unknown") return { value, isDay: false };
  const text = String(value);
  const day = (dayPattern.exec(text) ?? momentPattern.exec(text))?.[1];
  if (day === undefined || !isRealDay(day)) throw domainRefusal("A filter needs a date such as 2026-01-31");
  const moment = momentPattern.exec(text);
  if (type === "date" || !moment) return { value: day, isDay: true };
  return { value: `${day} ${moment[2]}${moment[3] ?? ":00"}`, isDay: false };
}

/** The day after, by the calendar. */
export function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

function isRealDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function numberOf(value: string | number | boolean): number {
  const number = typeof value === "string" && numberText.test(value.trim()) ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  throw domainRefusal("A filter needs a number");
}

function booleanOf(value: string | number | boolean): boolean {
  if (value === true || value === "true" || value === 1) return true;
  if (value === false || value === "false" || value === 0) return false;
  throw domainRefusal("A filter needs true or false");
}
