import type { DashboardFilter, FilterValue } from "@/lib/dashboards/filter-schema";
import {
  type CalendarContext,
  type Day,
  type DayRange,
  isDay,
  resolveDay,
  resolveRange,
} from "@/lib/dashboards/relative-dates";
import { english, type MessageName } from "./messages/english";
import type { Words } from "./messages/use-words";

/** The value that counts: what was chosen, else the default; undefined when nothing does. */
export function currentValue(
  { default: fallback }: DashboardFilter,
  chosen: FilterValue | null | undefined,
): FilterValue | undefined {
  return chosen === null ? undefined : (chosen ?? fallback);
}

/** A filter's value in words. */
export function filterText(filter: DashboardFilter, value: FilterValue | undefined, words: Words): string {
  if (value === undefined) return words.say("anyValue");
  if (Array.isArray(value)) {
    if (value.length > 2) return words.say("chosenCount", { count: value.length });
    return value.map((one) => scalarText(filter, one, words)).join(", ");
  }
  if (typeof value !== "object") return scalarText(filter, value, words);
  const end = (one: string | number | undefined) => (one === undefined ? undefined : scalarText(filter, one, words));
  const [from, to] = [end(value.from), end(value.to)];
  if (from !== undefined && to !== undefined) return from === to ? from : words.say("rangeBoth", { from, to });
  if (from !== undefined) return words.say("rangeFrom", { value: from });
  return to === undefined
    ? words.say(filter.kind === "date_range" ? "all_time" : "anyValue")
    : words.say("rangeTo", { value: to });
}

/** The days of a range, said as people write dates. */
export function daysText({ from, to }: DayRange, { locale, say }: Words): string {
  const days = { from: from && dayText(from, locale), to: to && dayText(to, locale) };
  if (days.from && days.to) return days.from === days.to ? days.from : `${days.from} – ${days.to}`;
  if (days.from) return say("rangeFrom", { value: days.from });
  return days.to ? say("rangeTo", { value: days.to }) : say("all_time");
}

/** The days that a chosen range means on this day. */
export function daysOf(value: FilterValue | undefined, calendar: CalendarContext): DayRange {
  if (typeof value === "string") return resolveRange(value, calendar) ?? {};
  if (typeof value !== "object" || Array.isArray(value)) return {};
  const day = (end: unknown) => (typeof end === "string" ? (resolveDay(end, calendar) ?? undefined) : undefined);
  return { from: day(value.from), to: day(value.to) };
}

export function dayText(day: Day, locale: string): string {
  const time = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(time);
}

/** `last_7_days` and its like, said by one sentence for every number. */
export function relativeText(word: string, { say }: Words): string | null {
  const counted = /^(last|next)_(\d+)_([a-z]+)$/.exec(word);
  const name = counted ? `${counted[1]}_n_${counted[3]}` : word;
  return isMessage(name) ? say(name, { count: counted?.[2] ?? "" }) : null;
}

function scalarText({ kind }: DashboardFilter, value: string | number | boolean, words: Words): string {
  if (typeof value === "boolean") return words.say(value ? "yes" : "no");
  if (typeof value === "number")
    return value.toLocaleString(words.locale, { maximumFractionDigits: 20, useGrouping: kind !== "select" });
  if (kind !== "date" && kind !== "date_range") return value;
  if (isDay(value)) return dayText(value, words.locale);
  return relativeText(value, words) ?? value;
}

function isMessage(name: string): name is MessageName {
  return Object.hasOwn(english, name);
}
