import type { ShownFilter } from "@/components/dashboards/filter-field";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { filterValuesSchema } from "@/lib/dashboards/filter-schema";

const prefix = "f.";

/** The filters in the address, as far as the dashboard declares them. */
export function chosenFilters(params: URLSearchParams, declared: readonly ShownFilter[]): ChosenFilters {
  const pairs = declared.flatMap(({ name }) => {
    const text = params.get(prefix + name);
    const read = text === null ? undefined : readValue(text);
    return read === undefined ? [] : [[name, read] as const];
  });
  return Object.fromEntries(pairs);
}

/** An address's query with these filters, and no others, in it. */
export function withFilters(params: URLSearchParams, filters: ChosenFilters): URLSearchParams {
  for (const name of [...params.keys()]) if (name.startsWith(prefix)) params.delete(name);
  for (const [name, value] of Object.entries(filters)) params.set(prefix + name, JSON.stringify(value));
  return params;
}

/** Writes the filters into the address without loading the page again. */
export function writeFilters(filters: ChosenFilters): void {
  const url = new URL(location.href);
  withFilters(url.searchParams, filters);
  history.replaceState(null, "", url);
}

/** Writes the tab into the address, one step of the way back each. */
export function writeTab(tab: string): void {
  const url = new URL(location.href);
  url.searchParams.set("tab", tab);
  history.pushState(null, "", url);
}

function readValue(text: string): ChosenFilters[string] | undefined {
  try {
    return filterValuesSchema.safeParse({ value: JSON.parse(text) }).data?.value;
  } catch {
    return undefined;
  }
}
