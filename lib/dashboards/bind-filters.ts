import { DomainError } from "@/lib/errors";
import type { DashboardFilter, FilterValue, FilterValues } from "./filter-schema";

/**
 * The values that a dashboard's cards run with: what the viewer sent, else the default. Only declared filters are
 * accepted (R07), and values that a token locked are nobody's to change (R09).
 *
 * @throws DomainError `invalid_input` for an undeclared name, a value of the wrong kind, or another value for a locked
 * filter
 */
export function bindFilters(
  declared: readonly DashboardFilter[],
  given: FilterValues,
  locked: FilterValues,
): FilterValues {
  const byName = new Map(declared.map((filter) => [filter.name, filter]));
  for (const [name, value] of Object.entries(given)) {
    const filter = byName.get(name);
    if (!filter) throw refused(name, "This dashboard has no such filter");
    if (Object.hasOwn(locked, name) && JSON.stringify(locked[name]) !== JSON.stringify(value)) {
      throw refused(name, "This filter is set by the page and cannot be changed");
    }
    requireKind(filter, value);
  }
  const values: Record<string, FilterValue> = {};
  for (const { name, default: fallback } of declared) {
    const value = Object.hasOwn(locked, name) ? locked[name] : Object.hasOwn(given, name) ? given[name] : fallback;
    if (value !== undefined) values[name] = value;
  }
  return values;
}

export const notKeptToLocked = "This card cannot be kept to the filters of this page";

/** Why a card cannot run with these values, in words for the viewer; null when it can. */
export function whyNotBound(
  sql: string,
  declared: readonly DashboardFilter[],
  values: FilterValues,
  locked: FilterValues,
): string | null {
  const used = filtersIn(sql);
  // A card that leaves a locked filter out would show what the filter was to keep from this viewer.
  if (Object.keys(locked).some((name) => !used.has(name))) return notKeptToLocked;
  const missing = declared.find(({ name }) => used.has(name) && !Object.hasOwn(values, name));
  return missing ? `Choose a value for ${missing.label}` : null;
}

/** Names of the filters that SQL has placeholders for. Where a placeholder may stand is the guard's to decide. */
function filtersIn(sql: string): ReadonlySet<string> {
  return new Set(Array.from(sql.matchAll(/\{\{\s*filter\.([A-Za-z0-9_]+)\s*\}\}/g), ([, name]) => name ?? ""));
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

function requireKind({ name, kind }: DashboardFilter, value: FilterValue): void {
  const values = Array.isArray(value) ? value : [value];
  if (kind === "number" && !values.every((one) => typeof one === "number" && Number.isFinite(one))) {
    throw refused(name, "Give a number");
  }
  if (kind === "date" && !values.every((one) => typeof one === "string" && dayPattern.test(one))) {
    throw refused(name, "Give a date such as 2026-01-31");
  }
  if (kind === "text" && !values.every((one) => typeof one === "string")) throw refused(name, "Give a text");
}

function refused(name: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { [`filters.${name}`]: message });
}
