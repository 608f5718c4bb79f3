import type { ChosenFilters } from "@/components/dashboards/request-data";
import { type DashboardFilter, filterValueSchema } from "@/lib/dashboards/filter-schema";

const prefix = "f.";

/** The filters in the address, as far as the dashboard declares them. */
export function chosenFilters(params: URLSearchParams, declared: readonly DashboardFilter[]): ChosenFilters {
  const pairs = declared.flatMap(({ name }) => {
    const text = params.get(prefix + name);
    const value = text === null ? undefined : readValue(text);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** Writes the filters into the address without loading the page again. */
export function writeFilters(filters: ChosenFilters): void {
  const url = new URL(location.href);
  for (const name of [...url.searchParams.keys()]) if (name.startsWith(prefix)) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(filters)) url.searchParams.set(prefix + name, JSON.stringify(value));
  history.replaceState(null, "", url);
}

function readValue(text: string): ChosenFilters[string] | undefined {
  try {
    return filterValueSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
