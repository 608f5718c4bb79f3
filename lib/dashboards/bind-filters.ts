import { DomainError } from "@/lib/errors";
import type { ViewerInput, ViewerRange } from "@/lib/policies/viewer-input";
import { isRange, whyUnfit } from "./filter-fit";
import type { DashboardFilter, FilterScalar, FilterValue, FilterValues } from "./filter-schema";
import { type CalendarContext, resolveDay, resolveRange } from "./relative-dates";

/** What a filter means in one run: relative dates have become days. */
export type BoundValue = FilterScalar | readonly FilterScalar[] | ViewerRange;
export type BoundFilters = Readonly<Record<string, BoundValue>>;

/**
 * The values that a dashboard's cards run with: what the viewer sent, else the default; a filter that has neither, or was
 * sent as null, is absent. Only declared filters are accepted (R07), and values that a token locked are nobody's to change (R09).
 * Relative dates are resolved here, at the moment and in the calendar of the run.
 *
 * @throws DomainError `invalid_input` for an undeclared name, a value of the wrong kind, or another value for a locked
 * filter; `query_refused` when what is locked is no value for its filter
 */
export function bindFilters(
  declared: readonly DashboardFilter[],
  given: FilterValues,
  locked: FilterValues,
  calendar: CalendarContext,
): BoundFilters {
  const held = bindLocked(declared, locked, calendar);
  const byName = new Map(declared.map((filter) => [filter.name, filter]));
  const chosen: Record<string, BoundValue | null> = {};
  for (const [name, value] of Object.entries(given)) {
    const filter = byName.get(name);
    if (!filter) throw refused(name, "This dashboard has no such filter");
    const unfit = value === null ? null : whyUnfit(filter.kind, value);
    if (unfit) throw refused(name, unfit);
    chosen[name] = value === null ? null : bound(filter, value, calendar);
    if (Object.hasOwn(held, name) && JSON.stringify(held[name]) !== JSON.stringify(chosen[name])) {
      throw refused(name, "This filter is set by the page and cannot be changed");
    }
  }
  const values: Record<string, BoundValue> = {};
  for (const filter of declared) {
    const { name, default: fallback } = filter;
    const value = chosen[name];
    if (value !== undefined && value !== null) values[name] = value;
    else if (value === undefined && fallback !== undefined) values[name] = bound(filter, fallback, calendar);
  }
  return { ...values, ...held };
}

export const notKeptToLocked = "This card cannot be kept to the filters of this page";

/** The locked values that this dashboard has filters for. One that cannot be bound keeps nobody from anything (R09). */
function bindLocked(
  declared: readonly DashboardFilter[],
  locked: FilterValues,
  calendar: CalendarContext,
): Record<string, BoundValue> {
  const entries = declared.flatMap((filter) => {
    if (!Object.hasOwn(locked, filter.name)) return [];
    const value = locked[filter.name];
    if (value === undefined || value === null || whyUnfit(filter.kind, value)) {
      throw new DomainError("query_refused", `The value that is set for ${filter.label} is not one for this filter`);
    }
    return [[filter.name, bound(filter, value, calendar)] as const];
  });
  return Object.fromEntries(entries);
}

/** A value that fits its filter, with its relative dates resolved. */
function bound({ kind }: DashboardFilter, value: FilterValue, calendar: CalendarContext): BoundValue {
  if (kind === "date_range") return { of: "days", ...boundDays(value, calendar) };
  if (isRange(value)) return { of: "numbers", ...without(value) };
  if (kind !== "date") return value;
  const day = (one: FilterScalar) => resolveDay(String(one), calendar) ?? outOfCalendar();
  return Array.isArray(value) ? value.map(day) : day(value);
}

function boundDays(value: FilterValue, calendar: CalendarContext) {
  if (!isRange(value)) return resolveRange(String(value), calendar) ?? outOfCalendar();
  const day = (end: unknown) =>
    end === undefined ? undefined : (resolveDay(String(end), calendar) ?? outOfCalendar());
  return without({ from: day(value.from), to: day(value.to) });
}

/** An open end is an absent one, so that equal ranges are written alike. */
function without<T extends string | number>({ from, to }: { readonly from?: T; readonly to?: T }) {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/**
 * What the gate gets of the filters for a card's SQL. A range that was not chosen is open at both ends; another filter
 * has a value that stands in its place, for SQL that asks `{{ filter.<name>.any }}` first.
 */
export function filtersForSql(
  sql: string,
  declared: readonly DashboardFilter[],
  values: BoundFilters,
): Readonly<Record<string, ViewerInput>> {
  const asksFirst = anyIn(sql);
  const missing = declared.flatMap(({ name, kind, multiple }): [string, ViewerInput][] => {
    if (Object.hasOwn(values, name)) return [];
    if (kind === "date_range") return [[name, { of: "days" }]];
    if (kind === "number_range") return [[name, { of: "numbers" }]];
    if (!asksFirst.has(name)) return [];
    const isOne = kind === "select" && !multiple && isComparedAsOne(sql, name);
    return [[name, { standIn: isOne ? "" : standIns[kind] }]];
  });
  return { ...Object.fromEntries(missing), ...values };
}

/** Of the right type wherever a value of the filter would be; no row has to match them. */
const standIns = { select: [], text: "", number: 0, date: "1970-01-01" } as const;

/** Whether SQL writes `= {{ filter.<name> }}`, where a list could not stand, rather than `IN {{ filter.<name> }}`. */
function isComparedAsOne(sql: string, name: string): boolean {
  return new RegExp(`[=<>]\\s*'?\\{\\{\\s*filter\\.${name}\\s*\\}\\}`).test(sql);
}

/** Why a card cannot run with these values, in words for the viewer; null when it can. */
export function whyNotBound(
  sql: string,
  declared: readonly DashboardFilter[],
  values: BoundFilters,
  locked: FilterValues,
): string | null {
  // A card that leaves a locked filter out would show what the filter was to keep from this viewer.
  if (Object.keys(locked).some((name) => !isKeptTo(sql, name, values[name]))) return notKeptToLocked;
  const used = filtersIn(sql);
  const asksFirst = anyIn(sql);
  const missing = declared.find(({ name, kind, required }) => {
    if (!used.has(name) || Object.hasOwn(values, name)) return false;
    return required || !(kind.endsWith("_range") || asksFirst.has(name));
  });
  return missing ? `Choose a value for ${missing.label}` : null;
}

/** Whether SQL has a placeholder for the value, and for both ends of a range unless one is open. */
function isKeptTo(sql: string, name: string, value: BoundValue | undefined): boolean {
  const parts = new Set(placeholdersIn(sql).flatMap(([filter, part]) => (filter === name ? [part] : [])));
  if (value === undefined || typeof value !== "object" || !("of" in value)) return parts.has("");
  const isFromKept = value.from === undefined || parts.has("from");
  const isToKept = value.to === undefined || parts.has("to") || parts.has("until");
  return parts.size > 0 && isFromKept && isToKept;
}

/** Names of the filters that SQL has placeholders for. Where a placeholder may stand is the guard's to decide. */
function filtersIn(sql: string): ReadonlySet<string> {
  return new Set(placeholdersIn(sql).map(([name]) => name));
}

function anyIn(sql: string): ReadonlySet<string> {
  return new Set(placeholdersIn(sql).flatMap(([name, part]) => (part === "any" ? [name] : [])));
}

function placeholdersIn(sql: string): readonly (readonly [name: string, part: string])[] {
  const found = sql.matchAll(/\{\{\s*filter\.([A-Za-z0-9_]+)(?:\.([a-z]+))?\s*\}\}/g);
  return Array.from(found, ([, name = "", part = ""]) => [name, part] as const);
}

/** A relative date of more years than a calendar of four digits has. */
function outOfCalendar(): never {
  throw new DomainError("invalid_input", "This date is too far away");
}

function refused(name: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { [`filters.${name}`]: message });
}
